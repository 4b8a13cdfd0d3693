package dev.parley.chaos.checker;

import dev.parley.protocol.ErrorCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A device that keeps the rules hears only errors that pass: nothing is wrong with what it sends,
 * and no close tells it not to come back.
 */
record Errors() implements Invariant {
  /** "Not now", and for a very late resend "not taken again": its first copy may be there. */
  private static final Set<ErrorCode> PASSING =
      EnumSet.of(
          ErrorCode.UNAVAILABLE, ErrorCode.RATE_LIMITED, ErrorCode.NOT_READY, ErrorCode.EXPIRED);

  private static final int TERMINAL = 4400;

  @Override
  public String id() {
    return "E";
  }

  @Override
  public String title() {
    return "errors";
  }

  /** Whether the code says that the message was not taken and will not be. */
  static boolean isFinal(String code) {
    return ErrorCode.ofWireName(code)
        .filter(known -> known == ErrorCode.INTERNAL || PASSING.contains(known))
        .isEmpty();
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    return Stream.concat(
            evidence.refusals().stream()
                .filter(
                    refused ->
                        ErrorCode.ofWireName(refused.code()).filter(PASSING::contains).isEmpty())
                .map(refused -> violation("%s".formatted(refused))),
            evidence.closes().stream()
                .filter(closed -> closed.code() >= TERMINAL)
                .map(closed -> violation("%s".formatted(closed))))
        .toList();
  }
}
