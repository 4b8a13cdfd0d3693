package dev.parley.client;

import dev.parley.protocol.v1.Error;
import java.io.Serial;

/** The server said no. */
public final class RefusedException extends ParleyException {
  @Serial private static final long serialVersionUID = 1;

  private final String code;
  private final String remedy;

  public RefusedException(Error error) {
    super(error.getCode() + ": " + error.getMessage());
    this.code = error.getCode();
    this.remedy = error.getRemedy();
  }

  /** The wire name of an {@link dev.parley.protocol.ErrorCode}, or of one that came later. */
  public String code() {
    return code;
  }

  public String remedy() {
    return remedy;
  }
}
