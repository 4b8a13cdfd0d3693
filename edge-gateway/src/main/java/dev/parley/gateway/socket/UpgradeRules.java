package dev.parley.gateway.socket;

import dev.parley.protocol.codec.FrameCodec;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import io.undertow.util.StatusCodes;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request must be like to become a connection, checked before the handshake. */
final class UpgradeRules {
  static final String VERSION = "13";

  private static final int KEY_BYTES = 16;
  private static final HttpString PROTOCOL = new HttpString("Sec-WebSocket-Protocol");
  private static final HttpString KEY = new HttpString("Sec-WebSocket-Key");
  static final HttpString VERSION_HEADER = new HttpString("Sec-WebSocket-Version");

  private final OriginPolicy origins;

  UpgradeRules(OriginPolicy origins) {
    this.origins = origins;
  }

  /** The status to refuse the request with, or 101. */
  int check(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    if (!exchange.getRequestMethod().equals(Methods.GET)) {
      return StatusCodes.METHOD_NOT_ALLOWED;
    }
    if (!hasToken(headers, Headers.UPGRADE, "websocket")
        || !VERSION.equals(only(headers, VERSION_HEADER))) {
      return StatusCodes.UPGRADE_REQUIRED;
    }
    if (!origins.admits(
        headers.contains(Headers.ORIGIN) ? only(headers, Headers.ORIGIN) : null,
        exchange.getRequestScheme(),
        headers.getFirst(Headers.HOST))) {
      return StatusCodes.FORBIDDEN;
    }
    boolean handshake =
        exchange.getProtocol().equals(Protocols.HTTP_1_1)
            && hasToken(headers, Headers.CONNECTION, "upgrade")
            && isKey(only(headers, KEY))
            && codec(headers).isPresent();
    return handshake ? StatusCodes.SWITCHING_PROTOCOLS : StatusCodes.BAD_REQUEST;
  }

  /** The first sub-protocol of the client's that is ours. */
  static Optional<FrameCodec> codec(HeaderMap headers) {
    return tokens(headers, PROTOCOL)
        .flatMap(name -> FrameCodec.ofSubprotocol(name).stream())
        .findFirst();
  }

  private static boolean hasToken(HeaderMap headers, HttpString name, String token) {
    return tokens(headers, name).anyMatch(token::equalsIgnoreCase);
  }

  private static Stream<String> tokens(HeaderMap headers, HttpString name) {
    HeaderValues values = headers.get(name);
    return values == null
        ? Stream.empty()
        : values.stream().flatMap(value -> Arrays.stream(value.split(","))).map(String::strip);
  }

  /** A header that is given twice says nothing. */
  private static String only(HeaderMap headers, HttpString name) {
    HeaderValues values = headers.get(name);
    return values != null && values.size() == 1 ? values.getFirst() : "";
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
