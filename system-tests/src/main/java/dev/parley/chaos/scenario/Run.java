package dev.parley.chaos.scenario;

import dev.parley.chaos.checker.Verdict;
import dev.parley.chaos.device.Fleet;
import dev.parley.chaos.device.Ledger;
import dev.parley.chaos.device.People;
import dev.parley.chaos.device.Traffic;
import dev.parley.chaos.device.VirtualDevice;
import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.history.HistoryFile;
import dev.parley.chaos.history.HistoryWriter;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Recorder;
import dev.parley.chaos.net.Proxy;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackException;
import dev.parley.stack.device.RunId;
import dev.parley.stack.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One scenario with one seed against one stack. */
public final class Run {
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration CALM_MIN = Duration.ofSeconds(10);
  private static final int CALM_MORE_MS = 5000;
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);
  private static final Duration SPREAD_WITHIN = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration COOL_DOWN = Duration.ofSeconds(60);

  private final Scenario scenario;
  private final long seed;
  private final Load load;
  private final Target target;
  private final Random random;
  private final Progress progress;

  /**
   * How much is said.
   *
   * @param rate messages a second, of all devices together
   * @param lasts faults are put in until then; one at least
   */
  public record Load(int devices, double rate, Duration lasts) {}

  /**
   * What came out.
   *
   * @param failure why the run was not played to its end; empty if it was
   */
  public record Result(
      Scenario scenario, long seed, Path history, Optional<String> failure, Verdict verdict) {
    /** Nothing was broken, and that was shown. */
    public boolean passed() {
      return failure.isEmpty() && !verdict.isVoid() && verdict.clean();
    }
  }

  public Run(Scenario scenario, long seed, Load load, Target target, Progress progress) {
    this.scenario = scenario;
    this.seed = seed;
    this.load = load;
    this.target = target;
    this.random = new Random(seed);
    this.progress = progress;
  }

  /** Plays it, writes down all that happened, and has that checked. */
  public Result play(Path history) throws InterruptedException {
    People people = People.withDevices(load.devices(), RunId.at(Instant.now()).value());
    Ledger ledger = new Ledger(people.devices());
    Optional<String> failure = Optional.empty();
    try (HistoryWriter writer = new HistoryWriter(history)) {
      Recorder recorder =
          operation -> {
            writer.record(operation);
            ledger.record(operation);
          };
      recorder.record(
          new Operation.Began(
              System.nanoTime(), scenario.title(), seed, System.currentTimeMillis()));
      progress.follow(scenario, seed, ledger);
      try (Fleet fleet = new Fleet(target.gateways(), recorder)) {
        play(people, fleet, ledger, recorder);
      } catch (StackException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    progress.say("checking");
    return new Result(scenario, seed, history, failure, Verdict.of(HistoryFile.read(history)));
  }

  private void play(People people, Fleet fleet, Ledger ledger, Recorder recorder)
      throws InterruptedException {
    progress.say("waiting until all is ready");
    target.awaitReady();
    progress.say("connecting");
    fleet.connect(people.devices());
    ReadBack readBack = ReadBack.prepare(target, fleet, recorder);
    Sampler sampler = new Sampler(target, recorder);
    Traffic traffic = Traffic.begin(fleet, people, load.rate(), seed);
    try {
      progress.say("warming up");
      TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
      putFaultsIn(recorder, sampler);
    } finally {
      traffic.close();
    }
    settle(ledger);
    if (scenario.kind() == Scenario.Kind.MIX) {
      progress.say("cooling down");
      TimeUnit.MILLISECONDS.sleep(COOL_DOWN.toMillis());
      spread();
      sampler.sample();
    }
    progress.say("reconnecting");
    target.proxies().forEach(Proxy::cut);
    Await.until(SETTLED_WITHIN, () -> fleet.devices().stream().allMatch(VirtualDevice::online));
    settle(ledger);
    progress.say("reading back");
    fleet.connect(people.newDevices());
    readBack.read(people.conversations(), ledger.heads());
  }

  private void putFaultsIn(Recorder recorder, Sampler sampler) throws InterruptedException {
    long end = System.nanoTime() + load.lasts().toNanos();
    do {
      if (scenario.kind() == Scenario.Kind.MIX) {
        spread();
        sampler.sample();
      }
      for (Fault fault : scenario.faults(random)) {
        progress.say("calm");
        TimeUnit.MILLISECONDS.sleep(random.nextInt(CALM_MORE_MS));
        putIn(fault, recorder);
        TimeUnit.MILLISECONDS.sleep(CALM_MIN.toMillis());
      }
    } while (System.nanoTime() < end);
  }

  /**
   * Each gateway gets its share of the devices again. They stay where a fault has driven them: the
   * next fault of the other gateway would meet nobody, and what a gateway needs would say nothing.
   */
  private void spread() throws InterruptedException {
    List<Proxy> proxies = target.proxies();
    int share = proxies.stream().mapToInt(Proxy::connections).sum() / proxies.size();
    proxies.forEach(proxy -> proxy.cut(Math.max(0, proxy.connections() - share)));
    Await.until(
        SPREAD_WITHIN, () -> proxies.stream().allMatch(proxy -> proxy.connections() >= share));
  }

  private void putIn(Fault fault, Recorder recorder) throws InterruptedException {
    progress.say(fault.name());
    recorder.record(
        new Operation.FaultBegan(System.nanoTime(), fault.name(), fault.gateway(target)));
    Fault.Wound wound = fault.strike(target);
    String proof;
    try {
      TimeUnit.MILLISECONDS.sleep(fault.lasts().toMillis());
    } finally {
      proof = wound.heal();
    }
    recorder.record(new Operation.FaultEnded(System.nanoTime(), fault.name(), proof));
  }

  /** Waits until what was said is everywhere; what is still missing then, the checker will say. */
  private void settle(Ledger ledger) throws InterruptedException {
    progress.say("settling");
    Await.until(SETTLED_WITHIN, () -> ledger.settled(QUIET.toNanos()));
  }
}
