package dev.parley.chaos.checker;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.Accepted;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.OnSession;
import dev.parley.chaos.history.Operation.Refused;
import dev.parley.chaos.history.Operation.Said;
import dev.parley.chaos.history.Operation.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message that a device was given to send, and what became of it there.
 *
 * @param attempts each time it went out on the wire, in order
 * @param acceptedAt when the device was told so, or saw the message itself come back, which may be
 *     sooner; {@link #NEVER} if the device was told neither
 * @param refusal the code, if the server said no for good
 */
public record SentMessage(
    Said said, List<Sent> attempts, long acceptedAt, Optional<String> refusal) {
  /** A time that did not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /** What the device knows. */
  public enum Outcome {
    OK,
    FAILED,
    UNKNOWN
  }

  public SentMessage {
    attempts = List.copyOf(attempts);
  }

  public String id() {
    return said.clientMessageId();
  }

  public String conversation() {
    return said.conversation();
  }

  public DeviceKey device() {
    return new DeviceKey(said.user(), said.device());
  }

  public long firstSentAt() {
    return attempts.isEmpty() ? NEVER : attempts.get(0).t();
  }

  /** 0 while it has none: the device numbers what it sends. */
  public long localSeq() {
    return attempts.isEmpty() ? 0 : attempts.get(0).localSeq();
  }

  public Outcome outcome() {
    if (refusal.isPresent()) {
      return Outcome.FAILED;
    }
    return acceptedAt == NEVER ? Outcome.UNKNOWN : Outcome.OK;
  }

  /** Collects what a device did with one message. */
  static final class Builder {
    private final Said said;
    private final List<Sent> attempts = new ArrayList<>(1);
    private long acceptedAt = NEVER;
    private Optional<String> refusal = Optional.empty();

    Builder(Said said) {
      this.said = said;
    }

    boolean isFrom(DeviceKey device) {
      return device.device().equals(said.device()) && device.user().equals(said.user());
    }

    void add(OnSession operation) {
      if (operation instanceof Sent sent) {
        attempts.add(sent);
      } else if (operation instanceof Accepted || operation instanceof MessageSeen) {
        acceptedAt = Math.min(acceptedAt, operation.t());
      } else if (operation instanceof Refused refused && Errors.isFinal(refused.code())) {
        refusal = Optional.of(refused.code());
      }
    }

    SentMessage build() {
      return new SentMessage(said, attempts, acceptedAt, refusal);
    }
  }
}
