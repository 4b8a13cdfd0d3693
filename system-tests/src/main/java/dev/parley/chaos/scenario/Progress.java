package dev.parley.chaos.scenario;

import dev.parley.chaos.device.Ledger;
import dev.parley.stack.device.Tty;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says how far a run is: one line that changes for people, a line now and then for files. */
public final class Progress implements AutoCloseable {
  private static final int FOR_PEOPLE_MS = 500;
  private static final int FOR_FILES_MS = 15_000;

  private final PrintStream out = System.err;
  private final boolean forPeople = Tty.isInteractive();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private @Nullable Ledger ledger;
  private String run = "";
  private String phase = "";
  private long beganNs = System.nanoTime();

  /** Prints until closed. */
  public Progress() {
    int period = forPeople ? FOR_PEOPLE_MS : FOR_FILES_MS;
    var unused = timer.scheduleAtFixedRate(this::print, period, period, TimeUnit.MILLISECONDS);
  }

  synchronized void follow(Scenario scenario, long seed, Ledger of) {
    run = scenario.title() + " seed " + seed;
    ledger = of;
    beganNs = System.nanoTime();
  }

  void say(String now) {
    synchronized (this) {
      phase = now;
    }
    if (!forPeople) {
      print();
    }
  }

  private synchronized void print() {
    if (ledger != null) {
      String line =
          "%s: %d s, %s; said %d, not accepted %d, on the way %d"
              .formatted(
                  run,
                  TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs),
                  phase,
                  ledger.said(),
                  ledger.unaccepted(),
                  ledger.undelivered());
      if (forPeople) {
        out.print("\r\033[K" + line);
      } else {
        out.println(line);
      }
      out.flush();
    }
  }

  @Override
  public synchronized void close() {
    timer.shutdownNow();
    if (forPeople) {
      out.print("\r\033[K");
      out.flush();
    }
  }
}
