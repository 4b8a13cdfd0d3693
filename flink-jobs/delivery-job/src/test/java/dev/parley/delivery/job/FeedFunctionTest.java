package dev.parley.delivery.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.flink.SinkRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedFunctionTest {
  private static final String WITH_BOB = "d:ann:bob";
  private static final String WITH_CID = "d:ann:cid";
  private static final int SESSION_CHECK = 1;
  private static final long REPLAY_MS = FeedFunction.REPLAY_MAX.toMillis();

  private FeedHarness task;

  @BeforeEach
  void start() throws Exception {
    task = FeedHarness.start();
  }

  @AfterEach
  void close() throws Exception {
    task.close();
  }

  @Test
  void numbersEachUsersFeedAndWritesItUnderTheUser() throws Exception {
    task.message("ann", WITH_BOB, 1);
    task.message("bob", WITH_BOB, 1);
    task.message("ann", WITH_CID, 7);
    assertThat(task.userFeed())
        .extracting(
            FeedRecord::getUserId,
            record -> record.getUpdate().getPosition(),
            record -> record.getUpdate().getMessage().getSeq(),
            FeedRecord::getTime)
        .containsExactly(
            tuple("ann", 1L, 1L, 1_001L),
            tuple("bob", 1L, 1L, 1_001L),
            tuple("ann", 2L, 7L, 1_007L));
    assertThat(task.pushes()).isEmpty();
  }

  @Test
  void pushesToThePartitionOfTheGateway() throws Exception {
    task.gateway(3, 12);
    task.open("ann", "s-1", 3, 12, 0);
    task.message("ann", WITH_BOB, 1);
    List<SinkRecord> pushes = task.pushRecords();
    assertThat(pushes).extracting(SinkRecord::topic).containsOnly(Topics.GATEWAY_PUSH);
    assertThat(pushes).extracting(SinkRecord::partition).containsExactly(3, 3);
    assertThat(task.pushes())
        .extracting(PushRecord::getPushCase)
        .containsExactly(PushRecord.PushCase.CATCH_UP, PushRecord.PushCase.LIVE);
    assertThat(task.pushes()).extracting(PushRecord::getIncarnation).containsOnly(12L);
  }

  @Test
  void givesTheSamePositionsAgainAfterARestore() throws Exception {
    task.messages("ann", WITH_BOB, 1, 5);
    OperatorSubtaskState checkpoint = task.snapshot();
    task.open("ann", "s-1", 0, 1, 0);
    task.messages("ann", WITH_CID, 1, 3);
    task.messages("ann", WITH_BOB, 6, 9);
    List<FeedRecord> before = task.userFeed();
    restore(checkpoint);

    // Other order of the inputs, and the earlier stage was rewound, too.
    task.messages("ann", WITH_BOB, 4, 5);
    task.messages("ann", WITH_CID, 1, 3);
    task.gateway(0, 1);
    task.messages("ann", WITH_BOB, 6, 9);
    task.open("ann", "s-1", 0, 1, 0);
    assertThat(task.userFeed()).isEqualTo(before.subList(5, before.size()));
  }

  @Test
  void keepsSessionsTailRefusalsAndGatewaysAcrossARestore() throws Exception {
    task.gateway(1, 20);
    task.open("ann", "s-1", 1, 20, 0);
    task.open("bob", "s-2", 1, 19, 0);
    task.messages("ann", WITH_BOB, 1, 2);
    task.fanout(
        FanoutRecord.newBuilder()
            .setUserId("ann")
            .setTime(5_000)
            .setRefusal(
                Refusal.newBuilder()
                    .setDeviceId("phone")
                    .setConversationId(WITH_BOB)
                    .setClientMessageId("m-1")
                    .setCode("conflict"))
            .build());
    restore(task.snapshot());

    task.message("ann", WITH_BOB, 3);
    task.open("ann", "s-3", 1, 20, 1);
    task.open("bob", "s-4", 1, 19, 0);
    assertThat(task.pushes())
        .extracting(PushRecord::getPushCase, push -> push.getSessionIds(0))
        .containsExactly(
            tuple(PushRecord.PushCase.LIVE, "s-1"),
            tuple(PushRecord.PushCase.REPLACED, "s-1"),
            tuple(PushRecord.PushCase.CATCH_UP, "s-3"),
            tuple(PushRecord.PushCase.REFUSAL, "s-3"));
    assertThat(task.pushes().get(2).getCatchUp().getUpdatesList())
        .extracting(update -> update.getPosition())
        .containsExactly(2L, 3L);
  }

  @Test
  void tellsADeviceThatIsAheadToResyncWhenTheReplayIsOver() throws Exception {
    task.message("ann", WITH_BOB, 1);
    task.open("ann", "s-1", 0, 1, 9);
    assertThat(task.pushes()).isEmpty();
    task.setClock(task.clock() + REPLAY_MS);
    assertThat(task.pushes())
        .extracting(push -> push.getResync().getPosition())
        .containsExactly(1L);
    assertThat(task.timers()).isEqualTo(SESSION_CHECK);
  }

  @Test
  void tellsADeviceThatIsAheadToResyncAtOnceInATaskThatRunsForLong() throws Exception {
    task.message("ann", WITH_BOB, 1);
    task.setClock(task.clock() + REPLAY_MS + 1);
    task.open("ann", "s-1", 0, 1, 9);
    task.setClock(task.clock() + 1);
    assertThat(task.pushes()).extracting(PushRecord::hasResync).containsExactly(true);
    assertThat(task.timers()).isEqualTo(SESSION_CHECK);
  }

  @Test
  void waitsForTheReplayOfItsOwnRunBeforeItTellsADeviceToResync() throws Exception {
    task.messages("ann", WITH_BOB, 1, 3);
    task.open("ann", "s-1", 0, 1, 5);
    long later = task.clock() + 10 * REPLAY_MS;
    OperatorSubtaskState checkpoint = task.snapshot();
    task.close();
    // The timer of the run before is long due, and the replay has not come yet.
    task = FeedHarness.restored(checkpoint, later);
    task.setClock(later + 1);
    assertThat(task.pushes()).isEmpty();

    task.messages("ann", WITH_BOB, 4, 6);
    assertThat(task.pushes())
        .extracting(PushRecord::getPushCase)
        .containsExactly(PushRecord.PushCase.CATCH_UP, PushRecord.PushCase.LIVE);
    task.setClock(later + 1 + REPLAY_MS);
    assertThat(task.pushes()).hasSize(2);
    assertThat(task.timers()).isEqualTo(SESSION_CHECK);
  }

  @Test
  void forgetsSessionsOfADeadGatewayAlsoOfAUserToWhomNothingHappens() throws Exception {
    task.gateway(0, 1);
    task.open("ann", "s-1", 0, 1, 0);
    task.open("bob", "s-2", 0, 1, 0);
    task.open("bob", "s-3", 1, 9, 0);
    task.gateway(0, 2);
    assertThat(task.timers()).isEqualTo(2 * SESSION_CHECK);

    task.setClock(task.clock() + 2 * SessionChecks.PERIOD_MS);
    assertThat(task.sessions("ann")).isZero();
    assertThat(task.sessions("bob")).isEqualTo(1);
    assertThat(task.timers()).isEqualTo(SESSION_CHECK);
  }

  @Test
  void sessionsOfAUserAreCheckedOnceAPeriodAndThoseOfOthersAtOtherTimes() {
    long next = SessionChecks.next("ann", 1_000_000);

    assertThat(next).isBetween(1_000_001L, 1_000_000 + SessionChecks.PERIOD_MS);
    assertThat(SessionChecks.next("ann", next - 1)).isEqualTo(next);
    assertThat(SessionChecks.next("ann", next)).isEqualTo(next + SessionChecks.PERIOD_MS);
    assertThat(SessionChecks.next("bob", 1_000_000)).isNotEqualTo(next);
  }

  @Test
  void setsAsideWhatItCannotReadAndGoesOn() throws Exception {
    byte[] noise = {(byte) 0xff, 1, 2, 3};
    task.element(Topics.FANOUT, "ann", noise);
    task.element(Topics.SESSIONS, "ann", noise);
    task.element(Topics.FANOUT, "", new byte[0]);
    task.element(
        Topics.FANOUT, "bob", FanoutRecord.newBuilder().setUserId("ann").build().toByteArray());
    task.element(
        Topics.FANOUT, "ann", FanoutRecord.newBuilder().setUserId("ann").build().toByteArray());
    task.open("ann", "s-1", 16, 1, 0);
    task.gateway(GatewayRecord.newBuilder().setGateway(99).setLeaseMs(1).build());
    task.message("ann", WITH_BOB, 1);

    assertThat(task.deadLetters())
        .extracting(DeadLetter::getTopic, DeadLetter::getOffset, DeadLetter::getReason)
        .containsExactly(
            tuple("fanout", 0L, "value: (expected: a record of this topic)"),
            tuple("sessions", 1L, "value: (expected: a record of this topic)"),
            tuple("fanout", 2L, "key: (expected: the record's user_id)"),
            tuple("fanout", 3L, "key: (expected: the record's user_id)"),
            tuple(
                "fanout",
                4L,
                "entry: ENTRY_NOT_SET (expected: message, receipt, conversation or refusal)"),
            tuple("sessions", 5L, "gateway: 16 (expected: a slot, 0 to 15)"),
            tuple("gateways", 6L, "gateway: 99 (expected: a slot, 0 to 15)"));
    assertThat(task.deadLetters().get(0).getJob()).isEqualTo("delivery-job");
    assertThat(task.deadLetters().get(0).getKey().toString(StandardCharsets.UTF_8))
        .isEqualTo("ann");
    assertThat(task.userFeed()).hasSize(1);
  }

  private void restore(OperatorSubtaskState checkpoint) throws Exception {
    long now = task.clock();
    task.close();
    task = FeedHarness.restored(checkpoint, now);
  }
}
