package dev.parley.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.limits.Pressure.Cause;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadLevelTest {
  private static LoadLevel at(double share) {
    return LoadLevel.CALM.next(new Pressure(Cause.LOG, share));
  }

  private static List<Work> declined(LoadLevel level) {
    return Arrays.stream(Work.values()).filter(level::declines).toList();
  }

  @Test
  void halfOfWhatCanBeBorneIsNoReasonToDecline() {
    assertThat(at(0.49)).isEqualTo(LoadLevel.CALM);
  }

  @Test
  void signalsGoFirstThenReceiptsThenPagesThenConnectionsAndSendsLast() {
    assertThat(declined(at(0.5))).containsExactly(Work.TYPING);
    assertThat(declined(at(0.6))).containsExactly(Work.TYPING, Work.PRESENCE);
    assertThat(declined(at(0.75)))
        .containsExactly(Work.TYPING, Work.PRESENCE, Work.DELIVERED_RECEIPTS, Work.READ_RECEIPTS);
    assertThat(declined(at(0.8))).endsWith(Work.HISTORY);
    assertThat(declined(at(0.9))).endsWith(Work.NEW_SESSIONS);
    assertThat(declined(at(0.99))).endsWith(Work.RESUMES);
    assertThat(declined(at(1))).containsExactly(Work.values());
    assertThat(declined(at(50))).containsExactly(Work.values());
  }

  @Test
  void itRisesAtOnceAndFallsOneKindAtATime() {
    LoadLevel level = at(1);
    assertThat(level.cause()).isEqualTo(Cause.LOG);
    for (int left = Work.values().length - 1; left > 0; left--) {
      level = level.next(Pressure.NONE);
      assertThat(level).isEqualTo(new LoadLevel(left, Cause.LOG));
    }
    assertThat(level.next(Pressure.NONE)).isEqualTo(LoadLevel.CALM);
  }

  @Test
  void itFallsNoFurtherThanThePressureAllows() {
    LoadLevel level = at(0.6).next(new Pressure(Cause.LOOPS, 0.5));

    assertThat(level.declined()).isEqualTo(1);
    assertThat(level.next(new Pressure(Cause.LOOPS, 0.5))).isEqualTo(new LoadLevel(1, Cause.LOOPS));
  }

  @Test
  void theScarcestThingDecides() {
    Pressure loops = Pressure.of(Cause.LOOPS, 300, 1_000);
    Pressure log = Pressure.of(Cause.LOG, 2, 4);

    assertThat(loops.max(log)).isEqualTo(new Pressure(Cause.LOG, 0.5));
    assertThat(log.max(loops)).isEqualTo(log);
  }

  @Test
  void thoseWhoAreSentAwayComeBackSpreadAndNotAtOnce() {
    assertThat(RetryAfter.connectMs(0)).isEqualTo(2_000);
    assertThat(RetryAfter.connectMs(7_999)).isEqualTo(9_999);
    assertThat(RetryAfter.connectMs(-1)).isEqualTo(9_999);
    assertThat(RetryAfter.sendMs(-1)).isEqualTo(1_999);
    assertThat(RetryAfter.inSeconds(2_001)).isEqualTo("3");
  }
}
