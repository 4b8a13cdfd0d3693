package dev.parley.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Operation.FaultBegan;
import dev.parley.chaos.history.Operation.FaultEnded;
import dev.parley.chaos.history.Operation.ReadBack;
import dev.parley.chaos.history.Operation.Said;
import dev.parley.chaos.history.Operation.Sampled;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Property(tries = 50)
  void aPerfectHistoryIsClean(@ForAll long seed) {
    Verdict verdict = Verdict.of(SimulatedRun.of(seed));
    assertThat(verdict.violations())
        .allSatisfy((i, violations) -> assertThat(violations).isEmpty());
    assertThat(verdict.voids()).isEmpty();
  }

  @Property(tries = 400)
  void everyPlantedFaultIsSeenByItsInvariant(@ForAll PlantedFault fault, @ForAll long seed) {
    List<Operation> spoiled = fault.plant(SimulatedRun.of(seed), new Random(seed));
    assertThat(Verdict.of(spoiled).count(fault.invariantId())).as(fault.name()).isPositive();
  }

  @Test
  void aViolationNamesTheOffendingOperation() {
    List<Operation> history = SimulatedRun.of(1);
    Stored victim = first(history, Stored.class);
    List<Operation> spoiled = new ArrayList<>(history);
    spoiled.remove(victim);
    assertThat(Verdict.of(spoiled).violations().values())
        .anySatisfy(
            violations ->
                assertThat(violations)
                    .anySatisfy(
                        violation ->
                            assertThat(violation.what()).contains(victim.clientMessageId())));
  }

  @Test
  void withoutTrafficARunIsVoid() {
    List<Operation> silent =
        SimulatedRun.of(1).stream()
            .filter(operation -> !(operation instanceof Said))
            .filter(operation -> !(operation instanceof Operation.Entry))
            .toList();
    assertThat(Verdict.of(silent).voids()).anyMatch(why -> why.startsWith("traffic: "));
  }

  @Test
  void aFaultThatMetNobodyMakesARunVoid() {
    List<Operation> history = new ArrayList<>(SimulatedRun.of(1));
    history.removeIf(o -> o instanceof FaultBegan || o instanceof FaultEnded);
    history.add(new FaultBegan(Long.MAX_VALUE - 2, "late", ""));
    history.add(new FaultEnded(Long.MAX_VALUE - 1, "late", "it was put in"));
    assertThat(Verdict.of(history).voids())
        .containsExactly("late: no message was under way (expected: at least one)");
  }

  @Test
  void aFaultWithoutProofMakesARunVoid() {
    List<Operation> history =
        SimulatedRun.of(1).stream()
            .map(o -> o instanceof FaultEnded f ? new FaultEnded(f.t(), f.fault(), "") : o)
            .toList();
    assertThat(Verdict.of(history).voids()).containsExactly("simulated: no proof that it bit");
  }

  @Test
  void aFaultThatIsNeverHealedMakesARunVoid() {
    List<Operation> history =
        SimulatedRun.of(1).stream().filter(o -> !(o instanceof FaultEnded)).toList();
    assertThat(Verdict.of(history).voids()).anyMatch(why -> why.startsWith("faults: "));
  }

  @Test
  void aHistoryThatNobodyReadBackMakesARunVoid() {
    List<Operation> history =
        SimulatedRun.of(1).stream()
            .filter(o -> !(o instanceof Stored || o instanceof ReadBack))
            .toList();
    assertThat(Verdict.of(history).voids()).anyMatch(why -> why.startsWith("history: "));
  }

  @Test
  void aProcessThatGrowsIsSeen() {
    assertThat(growths("gateway-0", Long.MAX_VALUE, 20L << 20, 0)).isEqualTo(1);
    assertThat(growths("gateway-0", Long.MAX_VALUE, 0, 20)).isEqualTo(1);
    assertThat(growths("gateway-0", Long.MAX_VALUE, 0, 0)).isZero();
  }

  @Test
  void aProcessThatAFaultHasEndedIsNotCompared() {
    assertThat(growths("gateway-0", 2, 20L << 20, 0)).isZero();
  }

  @Test
  void theStoreMayFillItsHeapButNotLeakThreads() {
    assertThat(growths("hbase", Long.MAX_VALUE, 200L << 20, 0)).isZero();
    assertThat(growths("hbase", Long.MAX_VALUE, 0, 20)).isEqualTo(1);
  }

  private static int growths(String component, long lastSeen, long bytes, int threads) {
    List<Operation> history = new ArrayList<>(SimulatedRun.of(1));
    history.add(new Sampled(1, component, 7, 100L << 20, 40, 200, 300L << 20));
    history.add(
        new Sampled(lastSeen, component, 7, (100L << 20) + bytes, 40 + threads, 200, 300L << 20));
    return Verdict.of(history).count("R");
  }

  private static <T> T first(List<Operation> history, Class<T> kind) {
    return history.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }
}
