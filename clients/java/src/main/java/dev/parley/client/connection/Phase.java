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
   * @param answerBy by when something must have come since a message went out: a gateway that hangs
   *     keeps its sockets, and a person who has said something should not wait for the silence
   * @param leaveAt after goodbye: when to go elsewhere
   */
  record Online(long since, long lastSign, long silenceMs, long answerBy, long leaveAt)
      implements Phase {
    @Override
    public long deadline() {
      return Math.min(lastSign + silenceMs, Math.min(answerBy, leaveAt));
    }

    Online seenAt(long now) {
      return new Online(since, now, silenceMs, NEVER, leaveAt);
    }

    Online askedUntil(long time) {
      return new Online(since, lastSign, silenceMs, Math.min(answerBy, time), leaveAt);
    }

    Online leavingAt(long time) {
      return new Online(since, lastSign, silenceMs, answerBy, time);
    }
  }

  record Stopped() implements Phase {}
}
