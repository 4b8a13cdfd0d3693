package dev.parley.stack.storm;

import dev.parley.client.ClientRuntime;
import dev.parley.stack.StackException;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.cli.ReportOption;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.GatewayProcess;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cuts many connections at once and waits for them to come back. */
@Command(
    name = "storm",
    description = "Cuts many connections at once; exit 1 if not all come back with everything.",
    mixinStandardHelpOptions = true)
public final class StormCommand implements Callable<Integer> {
  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Devices (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "500",
      description = "Messages written while everybody is away (default: ${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--cut",
      defaultValue = "sockets",
      description = "${COMPLETION-CANDIDATES}: kill -9 of all gateways, or only the sockets.")
  private Cut cut = Cut.sockets;

  @Mixin private ReportOption output = new ReportOption();

  /** How the connections are lost. */
  @SuppressWarnings("java:S115")
  enum Cut {
    sockets,
    gateways
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (messages > connections || connections < 2) {
      throw new StackException(
          "connections: %d (expected: 2 or more, and no fewer than messages)"
              .formatted(connections));
    }
    Gateways gateways = Gateways.ofRunning(data.get());
    RunId run = RunId.at(Instant.now());
    List<String> users = run.users("s", connections);
    Storm storm = new Storm(users, messages);
    AtomicReference<@Nullable CuttableTransport> wrapped = new AtomicReference<>();
    StormReport report;
    try (ClientRuntime runtime =
            new ClientRuntime(
                THREADS,
                real -> {
                  CuttableTransport cuttable = new CuttableTransport(real);
                  wrapped.set(cuttable);
                  return cuttable;
                });
        Crowd crowd = new Crowd(runtime, gateways, Crowd.Manner.MANY, storm)) {
      CuttableTransport transport = Objects.requireNonNull(wrapped.get());
      crowd.connect(users);
      System.out.println("connected: " + users.size());
      storm.begins();
      int lost = cut(transport);
      writeWhileAway(crowd, users);
      storm.awaitEnd(PATIENCE);
      report = report(storm, lost, transport.attempts(), runtime.http());
    }
    return output.give(report);
  }

  private int cut(CuttableTransport transport) {
    if (cut == Cut.sockets) {
      return transport.cut();
    }
    int lost = transport.begin();
    for (GatewayProcess gateway : GatewayProcess.ofRunning(data.get())) {
      ProcessHandle.of(gateway.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    return lost;
  }

  private void writeWhileAway(Crowd crowd, List<String> users) {
    for (int n = 0; n < messages; n++) {
      var unused = crowd.of(users.get(n)).send(users.get((n + 1) % connections), "still there?");
    }
  }

  private StormReport report(
      Storm storm, int lost, CuttableTransport.Attempts attempts, HttpClient http)
      throws InterruptedException {
    Map<String, Double> heapMb = new TreeMap<>();
    for (GatewayProcess gateway : GatewayProcess.ofRunning(data.get())) {
      heapMb.put(gateway.name(), gateway.heapAfterCollection(http) / GatewayProcess.MB);
    }
    return new StormReport(
        connections,
        lost,
        storm.missing(),
        StormReport.Away.of(storm.away()),
        attempts,
        storm.lostWhy(),
        messages,
        storm.undelivered(),
        storm.doubled(),
        heapMb);
  }
}
