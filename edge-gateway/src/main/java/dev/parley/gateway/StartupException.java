package dev.parley.gateway;

import java.io.Serial;

/** Why the gateway can't start, in one line for the operator. */
public final class StartupException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
