package dev.parley.presence.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.presence.RosterRules;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.VisibilitySignal;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterFunctionTest {
  private RosterHarness task;

  @BeforeEach
  void start() throws Exception {
    task = RosterHarness.start();
    task.lives(0, 100_000);
    task.lives(1, 100_000);
    task.joins("ann", 0, 3);
    task.joins("bob", 0, 5);
    task.joins("cem", 1, 3);
    task.passed();
  }

  @AfterEach
  void close() throws Exception {
    task.close();
  }

  @Test
  void whatIsSaidAgainStaysHere() throws Exception {
    task.joins("ann", 0, 3);
    assertThat(task.passed()).isEmpty();
  }

  @Test
  void aGatewayWhoseLeaseEndsTakesItsUsersAlong() throws Exception {
    for (long time = 102_000; time <= 116_000; time += 2_000) {
      task.lives(1, time);
    }
    assertThat(task.passed()).containsExactlyInAnyOrder("ann LEFT", "bob LEFT");
  }

  @Test
  void aGatewayThatIsStartedAgainOrLeavesTakesItsUsersAlongAtOnce() throws Exception {
    GatewayRecord.Builder record = GatewayRecord.newBuilder().setLeaseMs(10_000);
    task.heardOfGateway(record.setGateway(0).setIncarnation(99).build(), 101_000);
    assertThat(task.passed()).containsExactlyInAnyOrder("ann LEFT", "bob LEFT");

    task.heardOfGateway(record.setGateway(1).setIncarnation(11).setLeaving(true).build(), 102_000);
    assertThat(task.passed()).containsExactly("cem LEFT");
  }

  @Test
  void rostersAndLivesOutliveARestart() throws Exception {
    OperatorSubtaskState snapshot = task.snapshot();
    task.close();
    task = RosterHarness.restored(snapshot);
    for (long time = 102_000; time <= 116_000; time += 2_000) {
      task.lives(1, time);
    }

    assertThat(task.passed()).containsExactlyInAnyOrder("ann LEFT", "bob LEFT");
  }

  @Test
  void whatIsNeverSaidAgainEnds() throws Exception {
    task.advance(RosterRules.LEASE.toMillis());
    task.joins("ann", 0, 3);
    task.advance(RosterFunction.SWEEP.toMillis());

    assertThat(task.passed()).containsExactlyInAnyOrder("bob LEFT", "cem LEFT");
  }

  @Test
  void setsAsideWhatItCannotReadAndGoesOn() throws Exception {
    byte[] noise = {(byte) 0xff, 1, 2, 3};
    task.raw("0", 3, noise);
    task.raw("1", 3, PresenceSignals.newBuilder().setGateway(0).build().toByteArray());
    task.batch(PresenceSignals.newBuilder().setGateway(99), 3);
    task.batch(
        PresenceSignals.newBuilder()
            .setGateway(0)
            .setIncarnation(10)
            .addVisibilities(VisibilitySignal.newBuilder().setUserId("a b")),
        3);
    task.joins("dan", 0, 3);

    assertThat(task.deadLetters())
        .extracting(DeadLetter::getJob, DeadLetter::getReason)
        .containsExactly(
            tuple("presence-job", "value: (expected: PresenceSignals)"),
            tuple("presence-job", "key: (expected: the record's gateway)"),
            tuple("presence-job", "gateway: 99 (expected: a slot, 0 to 15)"),
            tuple("presence-job", "userId: a b (expected: 1 to 64 of A-Z a-z 0-9 . _ -)"));
    assertThat(task.passed()).containsExactly("dan ACTIVE");
  }
}
