package dev.parley.client;

import java.io.Serial;

/** The client ended before the call was answered. A message may have been taken all the same. */
public final class ClientClosedException extends ParleyException {
  @Serial private static final long serialVersionUID = 1;

  private final int closeCode;

  ClientClosedException(int closeCode, String reason) {
    super("client: closed with " + closeCode + " (" + reason + ")");
    this.closeCode = closeCode;
  }

  public int closeCode() {
    return closeCode;
  }
}
