package dev.parley.gateway.session;

import dev.parley.gateway.auth.Identity;
import dev.parley.protocol.id.UserId;
import java.util.Optional;

/** Who may open a session. */
public interface Gatekeeper {
  /** Empty for every bad token, whatever is wrong with it. */
  Optional<Identity> identify(String token, long now);

  /** Counts one more connection of the user; false if that is too many. */
  boolean admit(UserId user);
}
