package dev.parley.gateway.connection;

import dev.parley.gateway.auth.Identity;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.limits.Work;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.session.Gatekeeper;
import dev.parley.protocol.id.UserId;
import java.util.Optional;

/** Lets in who has a good token and not too many connections yet. */
public record Doorkeeper(TokenVerifier tokens, UserLimits users, Load load) implements Gatekeeper {
  @Override
  public Optional<Identity> identify(String token, long now) {
    return tokens.verify(token, now);
  }

  @Override
  public boolean admit(UserId user, long now) {
    return users.enter(user, now);
  }

  @Override
  public UserLimits.Answer takeFrame(UserId user, long now) {
    return users.take(user, now);
  }

  @Override
  public boolean takes(Work work) {
    return load.takes(work);
  }

  @Override
  public boolean queuesMayGrow() {
    return load.queuesMayGrow();
  }
}
