package dev.parley.gateway.session;

import dev.parley.gateway.auth.Identity;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.limits.Work;
import dev.parley.protocol.id.UserId;
import java.util.Optional;

/** Who may open a session, and what may be done for it now. */
public interface Gatekeeper {
  /** Empty for every bad token, whatever is wrong with it. */
  Optional<Identity> identify(String token, long now);

  /** Counts one more connection of the user; false if that is too many. */
  boolean admit(UserId user, long now);

  /** Counts one more frame of the user, over all of their connections to this gateway. */
  UserLimits.Answer takeFrame(UserId user, long now);

  /** False if the gateway has too much to do for this kind of work. */
  boolean takes(Work work);

  /** False if so much waits for all devices together that queues have to stay short. */
  boolean queuesMayGrow();
}
