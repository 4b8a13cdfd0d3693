package dev.parley.stack.presencesim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int USERS = 2_000;

  private final Habits habits = Habits.usual(200, 8);

  @Test
  void theSameSeedPlaysTheSameLives() {
    assertThat(report(play(1))).isEqualTo(report(play(1)));
    assertThat(report(play(1))).isNotEqualTo(report(play(2)));
  }

  @Test
  void theCrowdIsAsItsHabitsSay() {
    SimReport report = report(play(1));

    assertThat(report.usersOnline() / USERS).isBetween(0.05, 0.15);
    assertThat(report.watchSignals()).isPositive();
  }

  @Test
  void debounceBatchesAndSubscriptionsSaveSomething() {
    SimReport report = report(play(1));

    assertThat(report.transitions()).isLessThan(report.rawTransitions());
    assertThat(report.records())
        .isLessThan(report.deviceSignals() + report.restatements() + report.watchSignals());
    assertThat(report.told()).isLessThan(report.transitions() * habits.contacts());
  }

  @Test
  void anotherOrderOfTheUsersChangesNothing() {
    Simulation simulation = new Simulation(habits, USERS, 0.5, 1);
    Totals halves = simulation.newTotals();
    halves.add(simulation.play(USERS / 2, USERS / 2));
    halves.add(simulation.play(0, USERS / 2));

    assertThat(report(halves)).isEqualTo(report(play(1)));
  }

  private Totals play(long seed) {
    return new Simulation(habits, USERS, 0.5, seed).play(0, USERS);
  }

  private SimReport report(Totals totals) {
    return SimReport.of(totals, habits, habits.gateways(USERS), 0.5, 0);
  }
}
