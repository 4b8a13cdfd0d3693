package dev.parley.client;

import java.io.Serial;

/** What can go wrong with a call of a client. */
public abstract sealed class ParleyException extends RuntimeException
    permits RefusedException, ClientClosedException {
  @Serial private static final long serialVersionUID = 1;

  ParleyException(String message) {
    super(message);
  }
}
