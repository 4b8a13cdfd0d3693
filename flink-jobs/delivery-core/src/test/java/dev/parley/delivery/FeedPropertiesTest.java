package dev.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold for every history: whatever comes, in whatever order, however often. */
class FeedPropertiesTest {
  private static final Session ASKING = FeedContext.session("s-asking", "asking", 3, 9);

  @Property(tries = 300)
  void positionsAreContiguousAndNoUpdateHasTwo(@ForAll("fanout") List<FeedInput> fanout) {
    List<Update> feed = numberedBy(new FeedContext(), fanout);
    assertContiguous(feed, 1);
    assertThat(feed.stream().filter(Update::hasMessage).map(FeedPropertiesTest::messageName))
        .doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void rewindsOfAnEarlierStageChangeNothing(
      @ForAll("stream") List<FeedInput> stream, @ForAll Random random) {
    List<FeedInput> rewound = new ArrayList<>();
    for (int i = 0; i < stream.size(); i++) {
      rewound.add(stream.get(i));
      if (random.nextInt(4) == 0) {
        rewound.addAll(stream.subList(random.nextInt(i + 1), i + 1));
      }
    }
    assertThat(numberedBy(new FeedContext(), rewound))
        .isEqualTo(numberedBy(new FeedContext(), stream))
        .hasSameSizeAs(stream);
  }

  /** The crash window: after a restore, sessions and gateways come between other records. */
  @Property(tries = 300)
  void aReplayFromAnyCheckpointGivesTheSameNumbersWhateverComesBetween(
      @ForAll("fanout") List<FeedInput> fanout,
      @ForAll("routing") List<Step> before,
      @ForAll("routing") List<Step> after,
      @ForAll Random random) {
    int checkpointAt = random.nextInt(fanout.size() + 1);
    List<FeedInput> replayed = fanout.subList(checkpointAt, fanout.size());

    FeedContext feed = new FeedContext();
    numberedBetween(feed, fanout.subList(0, checkpointAt), before, random);
    InMemoryFeedStore checkpoint = feed.checkpoint();
    List<Update> first = numberedBetween(feed, replayed, before, random);
    List<Update> second = numberedBetween(feed.restore(checkpoint), replayed, after, random);

    assertThat(second).isEqualTo(first);
  }

  @Property(tries = 100)
  void anAnswerIsContiguousAndBoundedAndCompleteOrSaysWhereTheTailBegins(
      @ForAll @IntRange(max = 600) int head,
      @ForAll @IntRange(max = 600) int since,
      @ForAll @IntRange(min = 1, max = 16 * 1024) int textLength) {
    FeedContext feed = new FeedContext();
    String text = "x".repeat(textLength);
    for (int seq = 1; seq <= head; seq++) {
      feed.handle(FeedContext.message(FeedContext.CONVERSATION, seq, text));
    }
    assertThat(feed.store().tailSize()).isEqualTo(Math.min(head, FeedMachine.TAIL_UPDATES));

    List<PushRecord> answer = feed.open(ASKING, since).pushedTo(ASKING);
    if (since > head) {
      assertThat(answer).isEmpty();
      answer = feed.replayEnded().pushedTo(ASKING);
      assertThat(answer).hasSize(1);
      assertThat(answer.get(0).getResync().getPosition()).isEqualTo(head);
    } else if (since < head - FeedMachine.TAIL_UPDATES) {
      assertThat(answer).hasSize(1);
      assertThat(answer.get(0).getBehind().getTailStart())
          .isEqualTo(head - FeedMachine.TAIL_UPDATES + 1);
    } else {
      List<CatchUp> parts = answer.stream().map(PushRecord::getCatchUp).toList();
      List<Update> updates =
          parts.stream().flatMap(part -> part.getUpdatesList().stream()).toList();
      assertThat(updates).hasSize(head - since);
      assertContiguous(updates, since + 1);
      assertThat(parts).allMatch(part -> part.getHead() == head);
      assertThat(parts.stream().map(CatchUp::getComplete)).endsWith(true).containsOnlyOnce(true);
      assertThat(answer).allMatch(part -> part.getSerializedSize() < CatchUps.MAX_BYTES + 1024);
    }
  }

  @Property(tries = 300)
  void aDeviceHasAtMostOneSessionAndNoGoneGatewayAny(@ForAll("routing") List<Step> steps) {
    FeedContext feed = new FeedContext();
    steps.forEach(step -> step.doOn(feed));
    feed.message(1);
    List<Session> sessions = feed.store().sessions();
    assertThat(sessions.stream().map(Session::device)).doesNotHaveDuplicates();
    feed.gateway(0, 1_000).gateway(1, 1_000).message(2);
    assertThat(feed.store().sessions()).isEmpty();
    assertThat(feed.pushed()).isEmpty();
  }

  /** Anything but fanout. */
  interface Step {
    void doOn(FeedContext feed);
  }

  @Provide
  Arbitrary<List<Step>> routing() {
    Arbitrary<Session> sessions =
        Combinators.combine(
                Arbitraries.integers().between(1, 6),
                Arbitraries.of("phone", "laptop"),
                Arbitraries.integers().between(0, 1),
                Arbitraries.longs().between(1, 3))
            .as(
                (id, device, slot, start) ->
                    FeedContext.session(device + "-" + id, device, slot, start));
    Arbitrary<Long> since = Arbitraries.longs().between(0, 60);
    Arbitrary<Step> opened =
        Combinators.combine(sessions, since).as((session, at) -> feed -> feed.open(session, at));
    Arbitrary<Step> wanted =
        Combinators.combine(sessions, since).as((session, at) -> feed -> feed.want(session, at));
    Arbitrary<Step> closed = sessions.map(session -> feed -> feed.close(session));
    Arbitrary<Step> heard =
        Combinators.combine(Arbitraries.integers().between(0, 1), Arbitraries.longs().between(1, 3))
            .as((slot, start) -> feed -> feed.pass(FeedContext.LEASE).gateway(slot, start));
    Arbitrary<Step> ended = Arbitraries.just(FeedContext::replayEnded);
    return Arbitraries.oneOf(opened, wanted, closed, heard, ended).list().ofMaxSize(30);
  }

  /** Any fanout records at all. */
  @Provide
  Arbitrary<List<FeedInput>> fanout() {
    Arbitrary<String> conversations = Arbitraries.of("d:ann:bob", "d:ann:cid", "d:ann:dan");
    Arbitrary<FeedInput> messages =
        Combinators.combine(conversations, Arbitraries.longs().between(1, 30))
            .as((conversation, seq) -> FeedContext.message(conversation, seq, "m"));
    Arbitrary<FeedInput> receipts =
        Combinators.combine(
                conversations,
                Arbitraries.of("ann", "bob"),
                Arbitraries.longs().between(0, 30),
                Arbitraries.longs().between(0, 30))
            .as(
                (conversation, user, one, other) ->
                    FeedContext.receipt(
                        conversation, user, Math.max(one, other), Math.min(one, other)));
    Arbitrary<FeedInput> refusals =
        Arbitraries.of("phone", "laptop")
            .map(device -> new FeedInput.SendRefused(FeedContext.refusal(device, "m-1")));
    return Arbitraries.oneOf(messages, receipts, refusals).list().ofMaxSize(60);
  }

  /** What the sequencer writes: each conversation's seqs and cursors ascend. */
  @Provide
  Arbitrary<List<FeedInput>> stream() {
    return Arbitraries.of("d:ann:bob", "d:ann:cid", "d:ann:dan")
        .flatMap(
            conversation ->
                Arbitraries.of(true, false).map(isMessage -> Map.entry(conversation, isMessage)))
        .list()
        .ofMaxSize(60)
        .map(
            picks -> {
              Map<String, Long> seqs = new HashMap<>();
              Map<String, Long> cursors = new HashMap<>();
              return picks.stream()
                  .map(
                      pick ->
                          pick.getValue()
                              ? FeedContext.message(
                                  pick.getKey(), seqs.merge(pick.getKey(), 1L, Long::sum), "m")
                              : FeedContext.receipt(
                                  pick.getKey(),
                                  "bob",
                                  cursors.merge(pick.getKey(), 1L, Long::sum),
                                  0))
                  .toList();
            });
  }

  private static List<Update> numberedBy(FeedContext feed, List<FeedInput> inputs) {
    return numberedBetween(feed, inputs, List.of(), new Random(0));
  }

  private static List<Update> numberedBetween(
      FeedContext feed, List<FeedInput> inputs, List<Step> between, Random random) {
    List<Update> numbered = new ArrayList<>();
    for (FeedInput input : inputs) {
      if (!between.isEmpty() && random.nextBoolean()) {
        between.get(random.nextInt(between.size())).doOn(feed);
      }
      numbered.addAll(feed.handle(input).numbered());
    }
    return numbered;
  }

  private static void assertContiguous(List<Update> updates, long from) {
    for (int i = 0; i < updates.size(); i++) {
      assertThat(updates.get(i).getPosition()).isEqualTo(from + i);
    }
  }

  private static String messageName(Update update) {
    return update.getMessage().getConversationId() + "/" + update.getMessage().getSeq();
  }
}
