package dev.parley.chaos.checker;

import dev.parley.chaos.history.Operation.CursorsSeen;
import dev.parley.chaos.history.Operation.Entry;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One (conversation, seq) is one message, and one (user, position) is one update, whoever is asked:
 * any device, any history, any topic.
 */
record NoDivergence() implements Invariant {
  private record Place(String conversation, long seq) {}

  private record Content(String from, String clientMessageId, long body) {}

  private record FeedPlace(String user, long position) {}

  private record FeedEntry(String conversation, String about, long first, long second) {
    static FeedEntry of(Entry entry) {
      if (entry instanceof MessageSeen message) {
        return new FeedEntry(
            message.conversation(), message.clientMessageId(), message.seq(), message.body());
      }
      CursorsSeen cursors = (CursorsSeen) entry;
      return new FeedEntry(
          cursors.conversation(), cursors.member(), cursors.delivered(), cursors.read());
    }
  }

  @Override
  public String id() {
    return "V";
  }

  @Override
  public String title() {
    return "no divergence";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    Map<Place, Content> contents = new HashMap<>();
    evidence
        .stored()
        .forEach(
            (Stored m) ->
                same(
                    contents,
                    new Place(m.conversation(), m.seq()),
                    new Content(m.from(), m.clientMessageId(), m.body()),
                    m,
                    violations));
    evidence
        .messagesSeen()
        .forEach(
            (MessageSeen m) ->
                same(
                    contents,
                    new Place(m.conversation(), m.seq()),
                    new Content(m.from(), m.clientMessageId(), m.body()),
                    m,
                    violations));
    Map<FeedPlace, FeedEntry> feeds = new HashMap<>();
    evidence
        .sessions()
        .flatMap(Session::entries)
        .forEach(
            entry ->
                same(
                    feeds,
                    new FeedPlace(entry.user(), entry.position()),
                    FeedEntry.of(entry),
                    entry,
                    violations));
    return violations;
  }

  private <K, V> void same(
      Map<K, V> known, K place, V content, Object where, List<Violation> violations) {
    V first = known.putIfAbsent(place, content);
    if (first != null && !first.equals(content)) {
      violations.add(violation("elsewhere %s is %s: %s".formatted(place, first, where)));
    }
  }
}
