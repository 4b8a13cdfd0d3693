package dev.parley.gateway.connection;

import dev.parley.gateway.auth.Identity;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.limits.Cap;
import dev.parley.gateway.session.Gatekeeper;
import dev.parley.protocol.id.UserId;
import java.util.Optional;

/** Lets in who has a good token and not too many connections yet. */
public record Doorkeeper(TokenVerifier tokens, Cap<UserId> users) implements Gatekeeper {
  @Override
  public Optional<Identity> identify(String token, long now) {
    return tokens.verify(token, now);
  }

  @Override
  public boolean admit(UserId user) {
    return users.enter(user);
  }
}
