package dev.parley.protocol;

import java.time.Duration;

/** The numbers of the client protocol (docs/protocol.md). */
public final class ProtocolLimits {
  public static final int FRAME_MAX_BYTES = 64 * 1024;
  public static final int TEXT_MAX_BYTES = 16 * 1024;
  public static final int CONTENT_TYPE_MAX_CHARS = 128;
  public static final int REF_MAX_CHARS = 64;
  public static final int UNACCEPTED_SENDS_MAX = 16;
  public static final int PAGE_LIMIT_MAX = 200;
  public static final int UNREAD_COUNT_MAX = 100;

  /** Of one user at once, over all gateways. */
  public static final int USER_SESSIONS_MAX = 32;

  /** JSON numbers stay exact up to here: 2^53 - 1. */
  public static final long NUMBER_MAX = (1L << 53) - 1;

  /** A device farther behind than this rebuilds instead of replaying its feed. */
  public static final int RESUME_MAX_UPDATES = 10_000;

  public static final Duration HELLO_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration PING_INTERVAL = Duration.ofSeconds(25);
  public static final Duration PONG_TIMEOUT = Duration.ofSeconds(10);

  public static final String SUBPROTOCOL_JSON = "parley.v1.json";
  public static final String SUBPROTOCOL_PROTO = "parley.v1.proto";

  private ProtocolLimits() {}
}
