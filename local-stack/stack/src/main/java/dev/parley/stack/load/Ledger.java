package dev.parley.stack.load;

import dev.parley.protocol.v1.Message;
import dev.parley.stack.load.Script.Planned;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What became of each message. A message is delivered when the devices of both its members have
 * shown it; what is left at the end is lost.
 */
final class Ledger {
  private final Script script;
  private final AtomicLongArray seqAtSender;
  private final AtomicLongArray seqAtReceiver;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger duplicated = new AtomicInteger();
  private final AtomicInteger misordered = new AtomicInteger();
  private final AtomicInteger foreign = new AtomicInteger();

  Ledger(Script script) {
    this.script = script;
    this.seqAtSender = new AtomicLongArray(script.size());
    this.seqAtReceiver = new AtomicLongArray(script.size());
  }

  void sent() {
    sent.incrementAndGet();
  }

  void accepted() {
    accepted.incrementAndGet();
  }

  void refused() {
    refused.incrementAndGet();
  }

  /** The view of one user's device. One thread at a time uses it. */
  Device device(String user) {
    return new Device(user);
  }

  /** How many messages have reached the device that they were for. */
  int received() {
    return received.get();
  }

  /** How many messages were neither refused nor shown by both members' devices. */
  int open() {
    return script.size() - refused.get() - delivered();
  }

  /** The seq under which a message was shown, 0 if it was not. */
  long seqOf(int number) {
    return seqAtReceiver.get(number);
  }

  Counts counts() {
    int delivered = delivered();
    int diverged =
        (int)
            IntStream.range(0, script.size())
                .filter(this::delivered)
                .filter(n -> seqAtSender.get(n) != seqAtReceiver.get(n))
                .count();
    return new Counts(
        sent.get(),
        accepted.get(),
        refused.get(),
        delivered,
        sent.get() - refused.get() - delivered,
        duplicated.get(),
        misordered.get() + diverged,
        foreign.get());
  }

  private int delivered() {
    return (int) IntStream.range(0, script.size()).filter(this::delivered).count();
  }

  private boolean delivered(int number) {
    return seqAtSender.get(number) != 0 && seqAtReceiver.get(number) != 0;
  }

  /**
   * The result.
   *
   * @param lost not refused, and not shown by both members' devices
   * @param duplicated shown by one device again
   * @param misordered not the next seq of its conversation, before an earlier message of the same
   *     sender, or under another seq than at the other member
   * @param foreign shown to someone who is not in the conversation, or altered
   */
  record Counts(
      int sent,
      int accepted,
      int refused,
      int delivered,
      int lost,
      int duplicated,
      int misordered,
      int foreign) {
    boolean clean() {
      return refused + lost + duplicated + misordered + foreign == 0;
    }
  }

  /** What one device shows. */
  final class Device {
    private final String user;
    private final Map<String, Long> lastSeq = new HashMap<>();
    private final Map<String, Integer> lastNumber = new HashMap<>();

    private Device(String user) {
      this.user = user;
    }

    /** The number of the message if it was for this user and is new, else -1. */
    int shows(Message message) {
      int number = script.numberOf(message.getClientMessageId()).orElse(-1);
      if (number < 0 || !matches(script.get(number), message)) {
        foreign.incrementAndGet();
        return -1;
      }
      boolean incoming = !message.getFrom().equals(user);
      AtomicLongArray seqs = incoming ? seqAtReceiver : seqAtSender;
      if (!seqs.compareAndSet(number, 0, message.getSeq())) {
        duplicated.incrementAndGet();
        return -1;
      }
      checkOrder(message, number);
      if (!incoming) {
        return -1;
      }
      received.incrementAndGet();
      return number;
    }

    private boolean matches(Planned planned, Message message) {
      return message.getFrom().equals(planned.from())
          && message.getText().equals(planned.text())
          && message.getConversationId().equals(planned.conversation())
          && (user.equals(planned.from()) || user.equals(planned.to()));
    }

    private void checkOrder(Message message, int number) {
      String conversation = message.getConversationId();
      long before = lastSeq.getOrDefault(conversation, 0L);
      lastSeq.put(conversation, message.getSeq());
      Integer earlier = lastNumber.put(conversation + " " + message.getFrom(), number);
      if (message.getSeq() != before + 1 || (earlier != null && earlier > number)) {
        misordered.incrementAndGet();
      }
    }
  }
}
