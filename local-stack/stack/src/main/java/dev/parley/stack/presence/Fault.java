package dev.parley.stack.presence;

import dev.parley.stack.DataDir;
import dev.parley.stack.Holds;
import dev.parley.stack.Home;
import dev.parley.stack.Running;
import dev.parley.stack.Shutdown;
import dev.parley.stack.StackStatus;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.JobOperations;
import dev.parley.stack.flink.TaskManager;
import dev.parley.stack.gateway.Gateway;
import dev.parley.stack.redis.RedisServer;
import java.time.Duration;
import java.util.Objects;

/** What happens to the stack at the end of a presence load. The names are the option's values. */
@SuppressWarnings("java:S115")
enum Fault {
  none(false),
  /** kill -9 of a gateway. */
  gateway(false),
  /** kill -9 of the TaskManager. */
  job(false),
  /** Redis ended, and started after a minute. */
  redis(true),
  /** The presence job stopped with a savepoint, and started from it after a minute. */
  outage(true),
  /** For half a minute more messages than the machine can bear. */
  overload(true);

  static final Duration OUTAGE = Duration.ofMinutes(1);

  /** Far above what two cores do with everything on them. */
  static final double OVERLOAD_RATE = 5_000;

  private static final Duration OVERLOAD = Duration.ofSeconds(30);

  private final boolean lasting;

  Fault(boolean lasting) {
    this.lasting = lasting;
  }

  /** It goes on for a while, in which messages are measured. */
  boolean isLasting() {
    return lasting;
  }

  Duration lasts() {
    return this == overload ? OVERLOAD : OUTAGE;
  }

  /** Returns when it is over. */
  void strike(DataDir data) throws InterruptedException {
    switch (this) {
      case gateway -> kill(data, Gateway.nameOf(0));
      case job -> kill(data, TaskManager.NAME);
      case redis -> endRedis(data);
      case outage -> withoutPresence(data, () -> Thread.sleep(OUTAGE.toMillis()));
      case none, overload -> {}
    }
  }

  /** The presence job stands still meanwhile. */
  static void withoutPresence(DataDir data, JobOperations.Meanwhile meanwhile)
      throws InterruptedException {
    new JobOperations(Running.on(data), Job.PRESENCE, System.out::println).interrupt(meanwhile);
  }

  private static void kill(DataDir data, String process) {
    long pid =
        StackStatus.read(Home.find(), data).stream()
            .filter(row -> row.name().equals(process))
            .map(row -> Objects.requireNonNull(row.pid()))
            .findFirst()
            .orElseThrow();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    System.out.println("killed: " + process);
  }

  private static void endRedis(DataDir data) throws InterruptedException {
    Running stack = Running.on(data);
    Holds holds = new Holds(data);
    holds.hold(RedisServer.NAME);
    try {
      new Shutdown(stack.topology(), System.out::println).stop(RedisServer.NAME, stack.state());
      Thread.sleep(OUTAGE.toMillis());
    } finally {
      holds.release(RedisServer.NAME);
    }
  }
}
