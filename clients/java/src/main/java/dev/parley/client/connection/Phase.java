package dev.parley.client.connection;

/** Where the connection is. Each phase but the first and the last ends by itself at a deadline. */
sealed interface Phase {
  long NEVER = Long.MAX_VALUE;

  /** When this phase must be looked at again if nothing happens, in ms of the runner's clock. */
  default long deadline() {
    return NEVER;
  }

  record Idle() implements Phase {}

  record Waiting(long deadline) implements Phase {}

  record FetchingToken(long deadline) implements Phase {}

  record Opening(String token, long deadline) implements Phase {}

  record Greeting(long deadline) implements Phase {}

  /**
   * Welcomed.
   *
   * @param silenceMs with no sign of life for this long the connection is dead, even if the socket
   *     does not know it (half open)
   * @param leaveAt after goodbye: when to go elsewhere
   */
  record Online(long since, long lastSign, long silenceMs, long leaveAt) implements Phase {
    @Override
    public long deadline() {
      return Math.min(lastSign + silenceMs, leaveAt);
    }

    Online seenAt(long now) {
      return new Online(since, now, silenceMs, leaveAt);
    }

    Online leavingAt(long time) {
      return new Online(since, lastSign, silenceMs, time);
    }
  }

  record Stopped() implements Phase {}
}
