package dev.parley.protocol.codec;

import dev.parley.protocol.ErrorCode;
import java.io.Serial;
import java.util.OptionalLong;

/** A frame that breaks a rule. The message names the field, the value and the rule; no more. */
public final class FrameException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private static final long UNKNOWN = -1;

  private final ErrorCode code;
  private final long retryAfterMs;

  public FrameException(ErrorCode code, String message) {
    this(code, message, UNKNOWN);
  }

  /** Nothing is wrong with the frame: it may come again after that time. */
  public FrameException(ErrorCode code, String message, long retryAfterMs) {
    super(message, null, false, false);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  public ErrorCode code() {
    return code;
  }

  public OptionalLong retryAfterMs() {
    return retryAfterMs == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(retryAfterMs);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
