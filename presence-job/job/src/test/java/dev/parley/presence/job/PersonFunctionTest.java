package dev.parley.presence.job;

import static dev.parley.protocol.v1.DeviceSignal.State.ACTIVE;
import static dev.parley.protocol.v1.DeviceSignal.State.LEFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.PresenceRules;
import dev.parley.protocol.v1.PresenceStatus;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonFunctionTest {
  private static final int HIS = 0;
  private static final int HERS = 3;
  private static final long LONG_ENOUGH = PresenceRules.DEBOUNCE.toMillis() * 2;

  private PersonHarness task;

  @BeforeEach
  void start() throws Exception {
    task = PersonHarness.start();
    task.meets("bob", "ann");
  }

  @AfterEach
  void close() throws Exception {
    task.close();
  }

  @Test
  void changesGoToThePartitionsOfThoseWhoMaySeeThem() throws Exception {
    task.asks("ann", "bob", HERS);
    task.asks("eve", "bob", 5);
    assertThat(task.told(HERS)).hasSize(1);

    task.device("bob", HIS, ACTIVE, task.clock());
    assertThat(task.told(HERS)).extracting(PresenceStatus::getOnline).containsExactly(true);
    assertThat(task.told(5)).isEmpty();
  }

  @Test
  void aTimerTellsThatSomebodyHasGoneAndNoTimerIsLeft() throws Exception {
    task.asks("ann", "bob", HERS);
    task.device("bob", HIS, ACTIVE, task.clock());
    task.device("bob", HIS, LEFT, task.clock());
    task.told(HERS);
    task.setClock(task.clock() + LONG_ENOUGH);

    assertThat(task.told(HERS)).extracting(PresenceStatus::getOnline).containsExactly(false);
    assertThat(task.timers()).isZero();
  }

  @Test
  void whatChangesIsNotedForRedisWithThoseWhoMaySeeIt() throws Exception {
    task.asks("ann", "bob", HERS);
    task.device("bob", HIS, ACTIVE, task.clock());

    assertThat(task.snapshots()).hasSize(2);
    assertThat(task.snapshots().get(0).getGrantedList()).containsExactly("ann");
    assertThat(task.snapshots().get(1).getOnline()).isTrue();
  }

  @Test
  void personsContactsAndTimersOutliveARestart() throws Exception {
    task.asks("ann", "bob", HERS);
    task.device("bob", HIS, ACTIVE, task.clock());
    task.device("bob", HIS, LEFT, task.clock());
    restart(task.clock() + 60_000);
    task.asks("ann", "bob", 4);
    assertThat(task.told(4)).extracting(PresenceStatus::getOnline).containsExactly(true);

    task.setClock(task.clock() + PersonFunction.SETTLE.toMillis());
    assertThat(task.told(HERS)).extracting(PresenceStatus::getOnline).containsExactly(false);
  }

  @Test
  void nobodyGoesBeforeWhatWasSaidMeanwhileIsRead() throws Exception {
    task.asks("ann", "bob", HERS);
    task.device("bob", HIS, ACTIVE, task.clock());
    task.device("bob", HIS, LEFT, task.clock());
    long left = task.clock();
    restart(left + 60_000);
    task.setClock(task.clock() + 1); // the timer is long due
    task.device("bob", 1, ACTIVE, left + 3_000); // read from the log
    task.setClock(task.clock() + LONG_ENOUGH);

    // Said again, as the newest: before the crash the opposite may have been said.
    assertThat(task.told(HERS))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getOnline()).isTrue();
              assertThat(status.getAt()).isGreaterThan(left);
            });
    assertThat(task.timers()).isZero();
  }

  private void restart(long now) throws Exception {
    OperatorSubtaskState snapshot = task.snapshot();
    task.close();
    task = PersonHarness.restored(snapshot, now);
  }
}
