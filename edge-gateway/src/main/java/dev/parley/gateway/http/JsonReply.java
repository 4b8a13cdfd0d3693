package dev.parley.gateway.http;

import dev.parley.gateway.limits.RetryAfter;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.ServerFrame;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;

/** Answers in JSON. */
final class JsonReply {
  private JsonReply() {}

  static void send(HttpServerExchange exchange, int status, byte[] json) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(ByteBuffer.wrap(json));
  }

  static void refuse(HttpServerExchange exchange, FrameException problem) {
    problem
        .retryAfterMs()
        .ifPresent(
            ms -> exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RetryAfter.inSeconds(ms)));
    error(exchange, statusOf(problem.code()), problem.code(), problem.getMessage());
  }

  /** The same words for every bad token. */
  static void unauthorized(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
    error(
        exchange,
        StatusCodes.UNAUTHORIZED,
        ErrorCode.INVALID_ARGUMENT,
        "authorization: (expected: a good bearer token)");
  }

  static void error(HttpServerExchange exchange, int status, ErrorCode code, String message) {
    Error error =
        Error.newBuilder()
            .setCode(code.wireName())
            .setMessage(message)
            .setRemedy(code.remedy())
            .build();
    send(
        exchange, status, FrameCodec.JSON.encode(ServerFrame.newBuilder().setError(error).build()));
  }

  private static int statusOf(ErrorCode code) {
    return switch (code) {
      case BAD_FRAME, UNKNOWN_KIND, INVALID_ARGUMENT -> StatusCodes.BAD_REQUEST;
      case TOO_LARGE -> StatusCodes.REQUEST_ENTITY_TOO_LARGE;
      case NOT_A_MEMBER, BLOCKED -> StatusCodes.FORBIDDEN;
      case CONFLICT, EXPIRED -> StatusCodes.CONFLICT;
      case RATE_LIMITED -> StatusCodes.TOO_MANY_REQUESTS;
      case NOT_READY, UNAVAILABLE -> StatusCodes.SERVICE_UNAVAILABLE;
      case INTERNAL -> StatusCodes.INTERNAL_SERVER_ERROR;
    };
  }
}
