package dev.parley.stack.presence;

import dev.parley.client.ClientRuntime;
import dev.parley.protocol.topic.Topics;
import dev.parley.stack.Endpoints;
import dev.parley.stack.StackException;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.cli.ReportOption;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.GatewayProcess;
import dev.parley.stack.crowd.Latencies;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import dev.parley.stack.kafka.TopicEnds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many devices that come and go, watched; messages beside it; and a fault, if asked. */
@Command(
    name = "presence-load",
    description =
        "Many devices come and go while others watch; exit 1 if what is seen isn't what is so, in"
            + " time.",
    mixinStandardHelpOptions = true)
public final class PresenceLoadCommand implements Callable<Integer> {
  private static final int THREADS = 4;
  private static final int TALKERS = 100;
  private static final int MOVERS_IN = 50;
  private static final long SEED = 1;
  private static final int PROGRESS = 1_000;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "10000",
      description = "One of each user (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--flapping",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description = "Of them lose their connection all the time (default: ${DEFAULT-VALUE}).")
  private int flappingPercent;

  @Option(
      names = "--window",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description =
          "Of each part, 40 at least; there are ten, six with a fault (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Messages a second beside it (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--fault",
      defaultValue = "none",
      description = "At the end: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Fault fault = Fault.none;

  @Mixin private ReportOption output = new ReportOption();

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (devices < 4 * TALKERS || devices % 2 != 0 || window < 40) {
      throw new StackException(
          "devices: %d, window: %d (expected: an even number from %d on, 40 or more)"
              .formatted(devices, window, 4 * TALKERS));
    }
    Gateways gateways = Gateways.ofRunning(data.get());
    List<String> users = RunId.at(Instant.now()).users("p", devices);
    Agreement agreement = new Agreement(users);
    PresenceReport report;
    try (ClientRuntime runtime = new ClientRuntime(THREADS);
        Crowd crowd = new Crowd(runtime, gateways, Crowd.Manner.MANY, agreement);
        Comings comings = new Comings(crowd, gateways.http().size(), SEED)) {
      crowd.connect(users, PresenceLoadCommand::showProgress);
      report = run(new PresenceLoad(crowd, agreement, users), comings, agreement, users);
    }
    return output.give(report);
  }

  private PresenceReport run(
      PresenceLoad load, Comings comings, Agreement agreement, List<String> users)
      throws InterruptedException {
    load.meet();
    load.requireAgreement();
    System.out.println("all see each other");
    // The first of each pair may go; the talkers stay.
    List<String> mobile =
        IntStream.range(0, (devices - TALKERS) / 2).mapToObj(i -> users.get(2 * i)).toList();
    List<String> flapping = mobile.subList(0, devices * flappingPercent / 100);
    List<String> movers = mobile.subList(flapping.size(), flapping.size() + devices / MOVERS_IN);
    Duration part = Duration.ofSeconds(window);
    Latencies alone = new Latencies();
    Latencies without = new Latencies();
    Latencies with = new Latencies();

    load.talk(part, rate, TALKERS, false, new Latencies()); // warms up
    agreement.takeChanges();
    agreement.takeStaleness();
    comings.startFlapping(flapping);
    double records = recordsAUserAndMinute(load, part);
    int flaps = comings.takeFlaps();
    comings.stopFlapping();
    System.out.println("steady state measured");
    int rounds = fault == Fault.none ? 2 : 1;
    for (int round = 1; round <= rounds; round++) {
      load.talk(part, rate, TALKERS, false, alone);
      // Connections that come and go cost something of their own, which is not to be measured.
      comings.startFlapping(flapping);
      Fault.withoutPresence(data.get(), () -> load.talk(part, rate, TALKERS, false, without));
      flaps += comings.takeFlaps();
      comings.stopFlapping();
      load.requireAgreement();
      comings.startFlapping(flapping);
      load.talk(part, rate, TALKERS, true, new Latencies()); // the job's code is compiled anew
      comings.move(movers, part.dividedBy(4));
      load.talk(part, rate, TALKERS, true, with);
      flaps += comings.takeFlaps();
      comings.stopFlapping();
      System.out.println("round " + round + " of " + rounds + " done");
    }
    double agreed = load.awaitAgreement();
    Agreement.Staleness staleness = agreement.takeStaleness();
    Agreement.Changes changes = agreement.takeChanges();
    Latencies during = new Latencies();
    Declined declinedBefore = declined();
    if (fault != Fault.none) {
      comings.startFlapping(flapping);
      agreed = endure(load, comings, movers, during);
      comings.stopFlapping();
    }
    return new PresenceReport(
        devices,
        flapping.size(),
        flaps,
        records,
        changes,
        staleness,
        agreement.disagreeing(),
        agreed,
        new PresenceReport.Messages(
            alone.summary(), without.summary(), with.summary(), during.summary()),
        declined().since(declinedBefore),
        fault.name());
  }

  /** Seconds from the fault, or the end of a lasting one, until all see what is so. */
  private double endure(PresenceLoad load, Comings comings, List<String> movers, Latencies during)
      throws InterruptedException {
    if (!fault.isLasting()) {
      fault.strike(data.get());
      comings.move(movers, Duration.ofSeconds(1));
      return load.awaitAgreement();
    }
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<Fault> over =
          beside.submit(
              () -> {
                fault.strike(data.get());
                return fault;
              });
      comings.move(movers, fault.lasts().dividedBy(2));
      if (fault == Fault.overload) {
        // Of few, what is too much would wait in their own devices: a gateway reads no more of a
        // connection than it can store.
        load.talk(fault.lasts(), Fault.OVERLOAD_RATE, devices / 2, true, during);
      } else {
        load.talk(fault.lasts(), rate, TALKERS, true, during);
      }
      over.get();
      return load.awaitAgreement();
    } catch (ExecutionException e) {
      throw new StackException(fault + ": " + e.getMessage(), e);
    } finally {
      beside.shutdownNow();
    }
  }

  private Declined declined() throws InterruptedException {
    return Declined.read(GatewayProcess.ofRunning(data.get()), HttpClient.newHttpClient());
  }

  private double recordsAUserAndMinute(PresenceLoad load, Duration time)
      throws InterruptedException {
    TopicEnds ends = new TopicEnds(Endpoints.ofRunning(data.get().root()).kafka());
    long before = records(ends);
    load.talk(time, rate, TALKERS, false, new Latencies());
    return (records(ends) - before) / (double) devices / (time.toMillis() / 60_000.0);
  }

  private static long records(TopicEnds ends) throws InterruptedException {
    return ends.records(Topics.PRESENCE_SIGNALS) + ends.records(Topics.GATEWAY_SIGNALS);
  }

  private static void showProgress(int connected) {
    if (connected % PROGRESS == 0) {
      System.out.println("connected: " + connected);
    }
  }
}
