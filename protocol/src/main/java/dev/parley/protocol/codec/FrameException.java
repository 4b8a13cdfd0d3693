package dev.parley.protocol.codec;

import dev.parley.protocol.ErrorCode;
import java.io.Serial;

/** A frame that breaks a rule. The message names the field, the value and the rule; no more. */
public final class FrameException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public FrameException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
