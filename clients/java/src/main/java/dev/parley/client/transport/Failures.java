package dev.parley.client.transport;

import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** Says in a few words why something asynchronous failed. */
public final class Failures {
  /** A date is possible, too, but no gateway of ours sends one. */
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private Failures() {}

  public static String reasonOf(Throwable failure) {
    Throwable cause = causeOf(failure);
    if (cause instanceof WebSocketHandshakeException handshake) {
      return "the upgrade was answered with HTTP " + handshake.getResponse().statusCode();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** What a refused upgrade said about when to try again. */
  static Optional<Duration> waitIn(Throwable failure) {
    return causeOf(failure) instanceof WebSocketHandshakeException handshake
        ? handshake
            .getResponse()
            .headers()
            .firstValue("Retry-After")
            .filter(value -> SECONDS.matcher(value).matches())
            .map(Long::parseLong)
            .map(Duration::ofSeconds)
        : Optional.empty();
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
