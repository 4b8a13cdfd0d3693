package dev.parley.stack.load;

import dev.parley.client.ClientRuntime;
import dev.parley.client.http.HistoryApi;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.crowd.Latencies;
import dev.parley.stack.device.Gateways;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a script at its times, whatever the servers do (open loop). A latency begins when the
 * message was due, not when this process came to send it, so a stall is counted in full.
 */
final class LoadRun {

  /** Servers that have just started run slowly until their code is compiled. */
  static final Duration WARM_UP = Duration.ofSeconds(10);

  private static final Duration STALL = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Gateways gateways;
  private final ClientRuntime runtime;
  private final Script script;
  private final List<String> users;
  private final long intervalNs;
  private final Ledger ledger;
  private final Latencies warmUp = new Latencies();
  private final Latencies latencies = new Latencies();
  private volatile long startNs;

  LoadRun(
      Gateways gateways, ClientRuntime runtime, Script script, List<String> users, double rate) {
    this.gateways = gateways;
    this.runtime = runtime;
    this.script = script;
    this.users = users;
    this.intervalNs = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    this.ledger = new Ledger(script);
  }

  /**
   * Sends, waits for the rest, and reads the history back.
   *
   * @param historyPatience how long the history may lag; empty to leave it unread
   */
  LoadReport run(Optional<Duration> historyPatience) throws InterruptedException {
    double seconds;
    Map<String, Integer> reconnects;
    try (Fleet fleet = new Fleet(runtime, gateways, this::received)) {
      try (Progress progress = Progress.of("connected", users.size())) {
        fleet.connect(users, ledger, progress);
      }
      try (Progress progress = Progress.of("delivered", script.size())) {
        seconds = send(fleet, progress);
        drain(progress);
      }
      reconnects = fleet.reconnects();
    }
    HistoryResult history =
        historyPatience.isPresent() ? readBack(historyPatience.get()) : HistoryResult.NOTHING;
    return new LoadReport(
        ledger.counts(),
        warmUp.summary(),
        latencies.summary(),
        users.size(),
        reconnects,
        seconds,
        historyPatience.isPresent(),
        history);
  }

  private double send(Fleet fleet, Progress progress) {
    startNs = System.nanoTime();
    for (int number = 0; number < script.size(); number++) {
      for (long left = due(number) - System.nanoTime();
          left > 0;
          left = due(number) - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      ledger.sent();
      var unused =
          fleet
              .of(script.get(number).from())
              .send(script.draft(number))
              .whenComplete(
                  (accepted, failure) -> {
                    if (failure == null) {
                      ledger.accepted();
                    } else {
                      ledger.refused();
                    }
                  });
      progress.to(ledger.received());
    }
    return Duration.ofNanos(System.nanoTime() - startNs).toMillis() / 1000.0;
  }

  /** Waits for what is under way, until nothing moves any more. */
  private void drain(Progress progress) {
    int open = ledger.open();
    long movedNs = System.nanoTime();
    while (open > 0 && System.nanoTime() - movedNs < STALL.toNanos()) {
      LockSupport.parkNanos(LOOK.toNanos());
      progress.to(ledger.received());
      int now = ledger.open();
      if (now != open) {
        open = now;
        movedNs = System.nanoTime();
      }
    }
  }

  private void received(Fleet fleet, Ledger.Device device, Message message) {
    long nowNs = System.nanoTime();
    int number = device.shows(message);
    if (number >= 0) {
      Latencies phase = number * intervalNs < WARM_UP.toNanos() ? warmUp : latencies;
      phase.record(due(number), nowNs);
      fleet.of(script.get(number).to()).read(message.getConversationId(), message.getSeq());
    }
  }

  private HistoryResult readBack(Duration patience) throws InterruptedException {
    HistoryCheck check =
        new HistoryCheck(
            script,
            ledger,
            new HistoryApi(runtime.http(), gateways.http().get(0)),
            gateways.tokens(runtime.http()),
            patience);
    try (Progress progress = Progress.of("read back", script.conversations().size())) {
      return check.run(progress);
    }
  }

  private long due(int number) {
    return startNs + number * intervalNs;
  }
}
