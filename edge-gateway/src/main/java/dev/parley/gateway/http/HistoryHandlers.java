package dev.parley.gateway.http;

import com.google.protobuf.Message;
import dev.parley.gateway.auth.Identity;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.history.Pages;
import dev.parley.gateway.history.Queries;
import dev.parley.gateway.limits.RetryAfter;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.limits.Work;
import dev.parley.gateway.load.Load;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.codec.JsonBody;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.rules.ClientFrameRules;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.time.Clock;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** History and conversations for whoever has a good bearer token. */
public final class HistoryHandlers {
  private static final String BEARER = "Bearer ";
  private static final int DEFAULT_LIMIT = 50;

  private final TokenVerifier tokens;
  private final Queries queries;
  private final UserLimits users;
  private final Load load;
  private final Clock clock;

  public HistoryHandlers(
      TokenVerifier tokens, Queries queries, UserLimits users, Load load, Clock clock) {
    this.tokens = tokens;
    this.queries = queries;
    this.users = users;
    this.load = load;
    this.clock = clock;
  }

  @FunctionalInterface
  private interface UserHandler {
    void handle(HttpServerExchange exchange, UserId user) throws FrameException;
  }

  /** {@code GET /v1/conversations?after=&limit=} */
  public HttpHandler conversations() {
    return forUser(
        (exchange, user) -> {
          Optional<String> after = parameter(exchange, "after");
          int limit = limit(exchange);
          answer(
              exchange,
              history -> history.conversations(user, after, limit),
              page -> Pages.of("", page));
        });
  }

  /** {@code GET /v1/conversations/{id}/messages?before=&limit=} */
  public HttpHandler messages() {
    return forUser(
        (exchange, user) -> {
          ConversationId conversation =
              ClientFrameRules.member(parameter(exchange, "id").orElse(""), user);
          Optional<String> given = parameter(exchange, "before");
          OptionalLong before =
              given.isPresent()
                  ? OptionalLong.of(number("before", given.get(), ProtocolLimits.NUMBER_MAX))
                  : OptionalLong.empty();
          int limit = limit(exchange);
          answer(
              exchange,
              history -> history.messages(conversation, before, limit),
              page -> Pages.of("", conversation.value(), page));
        });
  }

  private HttpHandler forUser(UserHandler handler) {
    return exchange -> {
      String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
      Optional<Identity> identity =
          header != null && header.startsWith(BEARER)
              ? tokens.verify(header.substring(BEARER.length()).strip(), clock.millis())
              : Optional.empty();
      if (identity.isEmpty()) {
        JsonReply.unauthorized(exchange);
        return;
      }
      try {
        if (!load.takes(Work.HISTORY)) {
          throw new FrameException(
              ErrorCode.UNAVAILABLE,
              "pages can't be read now",
              RetryAfter.connectMs(ThreadLocalRandom.current().nextInt()));
        }
        UserLimits.Answer answer = users.take(identity.get().user(), clock.millis());
        if (answer.retryAfterMs() > 0) {
          throw new FrameException(
              ErrorCode.RATE_LIMITED, "requests: too many in a short time", answer.retryAfterMs());
        }
        handler.handle(exchange, identity.get().user());
      } catch (FrameException e) {
        JsonReply.refuse(exchange, e);
      }
    };
  }

  private <T> void answer(
      HttpServerExchange exchange, Queries.Query<T> query, Function<T, Message> body) {
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () ->
            queries.run(
                query,
                result -> JsonReply.send(exchange, StatusCodes.OK, JsonBody.of(body.apply(result))),
                problem -> JsonReply.refuse(exchange, problem)));
  }

  private static int limit(HttpServerExchange exchange) throws FrameException {
    Optional<String> given = parameter(exchange, "limit");
    return given.isPresent()
        ? (int) number("limit", given.get(), ProtocolLimits.PAGE_LIMIT_MAX)
        : DEFAULT_LIMIT;
  }

  private static long number(String name, String text, long max) throws FrameException {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      value = 0;
    }
    if (value < 1 || value > max) {
      throw new FrameException(
          ErrorCode.INVALID_ARGUMENT, name + ": (expected: a whole number from 1 to " + max + ")");
    }
    return value;
  }

  private static Optional<String> parameter(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return Optional.ofNullable(values).map(Deque::peekFirst).filter(value -> !value.isEmpty());
  }
}
