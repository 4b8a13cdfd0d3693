package dev.parley.delivery.job;

import java.io.Serial;

/** A record that no feed may be touched by; the message is the dead letter's reason. */
final class UnreadableRecordException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String reason;

  UnreadableRecordException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
