package dev.parley.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a gateway closed a connection. 4000-4099: reconnect with backoff. 4400-4499: do not retry
 * unchanged.
 */
public enum CloseCode {
  GOING_AWAY(4000, "going away"),
  SLOW_CONSUMER(4001, "slow consumer"),
  IDLE(4002, "idle"),
  REPLACED(4003, "replaced by a newer connection of this device"),
  BAD_FRAME(4400, "bad frame"),
  UNAUTHORIZED(4401, "bad or expired token"),
  FORBIDDEN_ORIGIN(4403, "forbidden origin"),
  NO_HELLO(4408, "no hello in time"),
  FRAME_TOO_LARGE(4413, "frame too large"),
  TOO_MANY_CONNECTIONS(4429, "too many connections");

  private static final int FIRST_TERMINAL = 4400;

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  /** True if the client may connect again as it is. */
  public boolean resumable() {
    return code < FIRST_TERMINAL;
  }

  public static Optional<CloseCode> of(int code) {
    return Arrays.stream(values()).filter(c -> c.code == code).findFirst();
  }
}
