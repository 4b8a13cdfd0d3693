package dev.parley.gateway.http;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.parley.gateway.auth.TokenIssuer;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.id.UserId;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Map;

/** {@code POST /v1/dev/token {"userId": "..."}}: a token for anybody, in development mode only. */
public final class DevTokenHandler implements HttpHandler {
  private final TokenIssuer issuer;
  private final Clock clock;

  public DevTokenHandler(TokenIssuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getRequestReceiver().receiveFullString(this::answer, StandardCharsets.UTF_8);
  }

  private void answer(HttpServerExchange exchange, String body) {
    UserId user;
    try {
      String name = JSONObjectUtils.getString(JSONObjectUtils.parse(body), "userId");
      user = new UserId(name == null ? "" : name);
    } catch (ParseException | IllegalArgumentException e) {
      JsonReply.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          ErrorCode.INVALID_ARGUMENT,
          "userId: (expected: {\"userId\": \"1 to 64 of A-Z a-z 0-9 . _ -\"})");
      return;
    }
    String token = issuer.issue(user, clock.millis());
    JsonReply.send(
        exchange,
        StatusCodes.OK,
        JSONObjectUtils.toJSONString(Map.of("token", token)).getBytes(StandardCharsets.UTF_8));
  }
}
