package dev.parley.chaos.checker;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.MessageSeen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each message had reached every device that was in use when it was said. */
final class Deliveries {
  private final Evidence evidence;
  private final Map<String, Long> everywhereAt = new HashMap<>();

  Deliveries(Evidence evidence) {
    this.evidence = evidence;
    Map<String, List<Use>> uses = new HashMap<>();
    for (DeviceKey device : evidence.devices()) {
      uses.computeIfAbsent(device.user(), user -> new ArrayList<>())
          .add(Use.of(evidence.sessions(device)));
    }
    for (SentMessage message : evidence.messages()) {
      long last =
          evidence.members(message.conversation()).stream()
              .flatMap(member -> uses.getOrDefault(member, List.of()).stream())
              .filter(use -> use.from() <= message.said().t())
              .mapToLong(use -> use.seenAt().getOrDefault(message.id(), SentMessage.NEVER))
              .max()
              .orElse(SentMessage.NEVER);
      everywhereAt.put(message.id(), last);
    }
  }

  /** A device from its first connection on, and when it first saw each message. */
  private record Use(long from, Map<String, Long> seenAt) {
    static Use of(List<Session> sessions) {
      Map<String, Long> seenAt = new HashMap<>();
      sessions.stream()
          .flatMap(Session::entries)
          .filter(MessageSeen.class::isInstance)
          .map(MessageSeen.class::cast)
          .forEach(seen -> seenAt.merge(seen.clientMessageId(), seen.t(), Math::min));
      return new Use(sessions.get(0).connected().t(), seenAt);
    }
  }

  /** {@link SentMessage#NEVER} if a device did not get it. */
  long everywhereAt(SentMessage message) {
    return everywhereAt.getOrDefault(message.id(), SentMessage.NEVER);
  }

  /** Messages that were under way at some time between these two. */
  List<SentMessage> underWay(long from, long to) {
    return evidence.messages().stream()
        .filter(message -> message.said().t() <= to && everywhereAt(message) >= from)
        .toList();
  }

  /** The longest that 99 % of the messages said between these two took, in nanoseconds. */
  long p99(long from, long to) {
    long[] took =
        evidence.messages().stream()
            .filter(message -> message.said().t() >= from && message.said().t() < to)
            .filter(message -> everywhereAt(message) != SentMessage.NEVER)
            .mapToLong(message -> everywhereAt(message) - message.said().t())
            .sorted()
            .toArray();
    return took.length == 0 ? 0 : took[(int) Math.ceil(took.length * 0.99) - 1];
  }
}
