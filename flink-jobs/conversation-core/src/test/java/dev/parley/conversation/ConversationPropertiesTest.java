package dev.parley.conversation;

import static dev.parley.conversation.Fixtures.ANN;
import static dev.parley.conversation.Fixtures.BOB;
import static dev.parley.conversation.Fixtures.EVE;
import static dev.parley.conversation.Fixtures.receipt;
import static dev.parley.conversation.Fixtures.sender;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Event.CursorsMoved;
import dev.parley.conversation.Event.Sequenced;
import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every log of one conversation, whatever is in it and wherever it is cut. */
class ConversationPropertiesTest {
  private static final Duration MEMORY = Duration.ofMillis(100);

  /** A record of the log: a command and the time since the record before it. */
  record Logged(Command command, long sincePrevious) {}

  private record Outcome(long at, List<Event> events, InMemoryConversation after) {}

  private record Id(Sender sender, ClientMessageId id) {}

  @Property
  void seqsHaveNoGap(@ForAll("logs") List<Logged> log) {
    List<Sequenced> messages = sequenced(play(log));
    for (int i = 0; i < messages.size(); i++) {
      assertThat(messages.get(i).seq()).isEqualTo(i + 1L);
    }
  }

  @Property
  void anIdIsSequencedAtMostOnceHoweverOftenAndLateItComes(@ForAll("logs") List<Logged> log) {
    assertThat(sequenced(play(log)))
        .extracting(message -> new Id(message.sender(), message.id()))
        .doesNotHaveDuplicates();
  }

  @Property
  void afterACrashAnywhereTheReplayTellsTheSame(
      @ForAll("logs") List<Logged> log, @ForAll int cutAt) {
    List<Outcome> undisturbed = play(log);
    int cut = Math.floorMod(cutAt, log.size());
    InMemoryConversation snapshot =
        cut == 0 ? new InMemoryConversation() : undisturbed.get(cut - 1).after().copy();
    long time = cut == 0 ? 0 : undisturbed.get(cut - 1).at();

    List<Outcome> replayed = play(snapshot, time, log.subList(cut, log.size()));

    assertThat(replayed)
        .extracting(Outcome::events)
        .isEqualTo(undisturbed.subList(cut, log.size()).stream().map(Outcome::events).toList());
  }

  @Property
  void cursorsOnlyRiseAndNeverPassTheHead(@ForAll("logs") List<Logged> log) {
    Map<UserId, Cursors> last = new HashMap<>();
    for (Outcome outcome : play(log)) {
      for (Event event : outcome.events()) {
        if (event instanceof CursorsMoved moved) {
          Cursors before = last.getOrDefault(moved.user(), Cursors.NONE);
          assertThat(moved.cursors()).isNotEqualTo(before);
          assertThat(moved.cursors().delivered())
              .isBetween(before.delivered(), outcome.after().head());
          assertThat(moved.cursors().read()).isBetween(before.read(), moved.cursors().delivered());
          last.put(moved.user(), moved.cursors());
        }
      }
    }
  }

  @Property
  void theMemoryShrinksToWhatIsYoung(@ForAll("logs") List<Logged> log) {
    List<Outcome> outcomes = play(log);
    Outcome last = outcomes.get(outcomes.size() - 1);
    Logged later = new Logged(receipt(EVE, 0, 0), 100 * MEMORY.toMillis());
    Logged again = new Logged(receipt(EVE, 0, 0), 0);
    List<Logged> quiet = new ArrayList<>(List.of(later));
    for (int n = 0; n < last.after().size() / ConversationRules.FORGET_MAX; n++) {
      quiet.add(again);
    }

    InMemoryConversation conversation = last.after().copy();
    play(conversation, last.at(), quiet);

    assertThat(conversation.size()).isZero();
  }

  @Property
  void theFloorIsTheHighestLocalSeqThatWasForgotten(@ForAll("logs") List<Logged> log) {
    Map<Sender, Long> highest = new HashMap<>();
    for (Outcome outcome : play(log)) {
      for (Event event : outcome.events()) {
        if (event instanceof Event.Forgotten forgotten) {
          highest.merge(forgotten.message().sender(), forgotten.message().localSeq(), Math::max);
        }
      }
      assertThat(senders())
          .allSatisfy(
              sender ->
                  assertThat(outcome.after().floor(sender))
                      .isEqualTo(highest.getOrDefault(sender, 0L)));
    }
  }

  @Provide
  Arbitrary<List<Logged>> logs() {
    Arbitrary<Sender> senders = Arbitraries.of(senders());
    Arbitrary<Command> sends =
        Combinators.combine(
                senders, Arbitraries.longs().between(1, 12), Arbitraries.of("hi", "hi", "ho"))
            .as(Fixtures::send);
    Arbitrary<Command> receipts =
        Combinators.combine(
                senders, Arbitraries.longs().between(0, 15), Arbitraries.longs().between(0, 15))
            .as(Fixtures::receipt);
    Arbitrary<Command> blocks =
        Combinators.combine(senders, Arbitraries.of(true, false, false)).as(Fixtures::block);
    // Mostly young records, now and then a silence; the broker's clock may be set back.
    Arbitrary<Long> times =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.longs().between(0, 10)),
            Tuple.of(2, Arbitraries.longs().between(50, 150)),
            Tuple.of(1, Arbitraries.longs().between(-20, 0)));
    return Combinators.combine(
            Arbitraries.oneOf(sends, sends, sends, receipts, receipts, blocks), times)
        .as(Logged::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  private static List<Sender> senders() {
    return List.of(ANN, sender("ann", "tablet"), BOB, EVE);
  }

  private static List<Outcome> play(List<Logged> log) {
    return play(new InMemoryConversation(), 0, log);
  }

  private static List<Outcome> play(
      InMemoryConversation conversation, long start, List<Logged> log) {
    ConversationRules rules = new ConversationRules(MEMORY);
    List<Outcome> outcomes = new ArrayList<>();
    long time = start;
    for (Logged record : log) {
      time += record.sincePrevious();
      List<Event> events = rules.decide(conversation, record.command(), time);
      events.forEach(event -> rules.apply(conversation, event));
      outcomes.add(new Outcome(time, events, conversation.copy()));
    }
    return outcomes;
  }

  private static List<Sequenced> sequenced(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.events().stream())
        .filter(Sequenced.class::isInstance)
        .map(Sequenced.class::cast)
        .toList();
  }
}
