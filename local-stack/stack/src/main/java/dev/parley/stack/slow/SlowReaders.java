package dev.parley.stack.slow;

import dev.parley.client.ClientRuntime;
import dev.parley.stack.StackException;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.GatewayProcess;
import dev.parley.stack.crowd.Latency;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The same traffic twice: first to devices that read it, then to devices that never read. What the
 * healthy ones beside them notice is the difference.
 */
final class SlowReaders {
  private static final int WRITERS = 8;
  private static final int TOKEN_PATIENCE_S = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Gateways gateways;
  private final List<GatewayProcess> processes;
  private final ClientRuntime runtime;
  private final HttpClient http;
  private final Talk talk = new Talk();

  SlowReaders(Gateways gateways, List<GatewayProcess> processes, ClientRuntime runtime) {
    this.gateways = gateways;
    this.processes = processes;
    this.runtime = runtime;
    this.http = runtime.http();
  }

  SlowReport run(RunId run, int slow, int healthy, double rate, double textRate)
      throws InterruptedException, IOException {
    List<String> healthyUsers = run.users("healthy", healthy);
    List<String> writers = run.users("writer", WRITERS);
    List<String> slowUsers = run.users("slow", slow);
    Peaks peaks = new Peaks(processes, http);
    try (Crowd crowd = new Crowd(runtime, gateways, Crowd.Manner.MANY, talk)) {
      crowd.connect(healthyUsers);
      crowd.connect(writers);
      Traffic traffic = new Traffic(crowd, talk, healthyUsers, writers, rate, textRate);
      double heapBefore = heapAfterCollection();
      Latency besideReaders = besideReaders(traffic, run.users("reader", slow));
      System.out.println("beside devices that read: done");

      double closedBefore = slowCloses();
      Latency besideSlow;
      int closed;
      try (DeafCrowd deaf = DeafCrowd.coming(slowUsers, traffic::beginsAfter, this::connectDeaf)) {
        besideSlow = traffic.run(slowUsers, peaks);
        deaf.requireAllCame();
        closed = awaitSlowCloses(closedBefore, slow);
      }
      System.out.println("beside devices that don't read: done");
      double heapAfter = heapAfterCollection();
      int undelivered = talk.underWay();
      int healthyLost = talk.lostConnections();
      return new SlowReport(
          slow,
          healthy,
          besideReaders,
          besideSlow,
          undelivered,
          healthyLost,
          closed,
          comeBack(slowUsers),
          new SlowReport.Memory(peaks.heapMb(), peaks.queuedMb(), heapBefore, heapAfter));
    }
  }

  private Latency besideReaders(Traffic traffic, List<String> readers) throws InterruptedException {
    try (Crowd reading = new Crowd(runtime, gateways, Crowd.Manner.MANY, talk)) {
      reading.connect(readers);
      return traffic.run(readers, () -> {});
    }
  }

  private DeafDevice connectDeaf(String user, int number) throws InterruptedException, IOException {
    URI gateway = gateways.http().get(number % gateways.http().size());
    return DeafDevice.connect(gateway, token(user), Crowd.Manner.MANY.device());
  }

  /** How many of them have everything after a reconnect with what they have, which is nothing. */
  private int comeBack(List<String> users) throws InterruptedException {
    try (Crowd back = new Crowd(runtime, gateways, Crowd.Manner.MANY, talk)) {
      back.connect(users);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (complete(users) < users.size() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
      return complete(users);
    }
  }

  private int complete(List<String> users) {
    return (int)
        users.stream().filter(user -> talk.receivedBy(user) == Traffic.TEXTS_A_DEVICE).count();
  }

  private int awaitSlowCloses(double before, int expected) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (slowCloses() - before < expected && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return (int) (slowCloses() - before);
  }

  private double slowCloses() throws InterruptedException {
    double closes = 0;
    for (GatewayProcess process : processes) {
      closes += process.sum(http, "parley_gateway_closed_total", "code=\"4001\"");
    }
    return closes;
  }

  private double heapAfterCollection() throws InterruptedException {
    double most = 0;
    for (GatewayProcess process : processes) {
      most = Math.max(most, process.heapAfterCollection(http) / GatewayProcess.MB);
    }
    return most;
  }

  private String token(String user) throws InterruptedException {
    try {
      return gateways.tokens(http).token(user).get(TOKEN_PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("token: none in " + TOKEN_PATIENCE_S + " s", e);
    }
  }
}
