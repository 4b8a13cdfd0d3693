package dev.parley.history.job;

import java.io.Serial;

/** A record that can't be stored. Says why, without the record's content. */
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
