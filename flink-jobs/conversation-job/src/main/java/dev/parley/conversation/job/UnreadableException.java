package dev.parley.conversation.job;

import java.io.Serial;

/** A record of {@code inbound} that is no command. Says why, without the record's content. */
final class UnreadableException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String reason;

  UnreadableException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
