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

  /** Users that one connection may watch at a time: what a screen shows, and some more. */
  public static final int WATCHED_MAX = 200;

  /** Of one user at once, over all gateways. */
  public static final int USER_SESSIONS_MAX = 32;

  /** JSON numbers stay exact up to here: 2^53 - 1. */
  public static final long NUMBER_MAX = (1L << 53) - 1;

  /** A device farther behind than this rebuilds instead of replaying its feed. */
  public static final int RESUME_MAX_UPDATES = 10_000;

  public static final Duration HELLO_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration PING_INTERVAL = Duration.ofSeconds(25);
  public static final Duration PONG_TIMEOUT = Duration.ofSeconds(10);

  /** Somebody types for so long after the last word of it. */
  public static final Duration TYPING_LASTS = Duration.ofSeconds(6);

  /** In one conversation, a device's typing is passed on at most this often. */
  public static final Duration TYPING_INTERVAL = Duration.ofSeconds(3);

  /** A gateway says so often what happened to its users. */
  public static final Duration PRESENCE_PERIOD = Duration.ofSeconds(3);

  /** And within this time everything again that still holds. */
  public static final Duration PRESENCE_RESTATED = Duration.ofMinutes(5);

  public static final String SUBPROTOCOL_JSON = "parley.v1.json";
  public static final String SUBPROTOCOL_PROTO = "parley.v1.proto";

  private ProtocolLimits() {}
}
