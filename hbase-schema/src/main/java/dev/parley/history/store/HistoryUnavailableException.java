package dev.parley.history.store;

import java.io.IOException;
import java.io.Serial;

/** HBase didn't do it in time. Nothing is known about what was asked; ask again later. */
public final class HistoryUnavailableException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  public HistoryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
