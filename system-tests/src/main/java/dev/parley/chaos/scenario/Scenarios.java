package dev.parley.chaos.scenario;

import static dev.parley.chaos.scenario.Goal.caughtUp;
import static dev.parley.chaos.scenario.Goal.talking;
import static dev.parley.chaos.scenario.Goal.undisturbed;

import dev.parley.chaos.fault.AnswersLost;
import dev.parley.chaos.fault.DiskFull;
import dev.parley.chaos.fault.Down;
import dev.parley.chaos.fault.Drain;
import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.fault.FlushCache;
import dev.parley.chaos.fault.Freeze;
import dev.parley.chaos.fault.HalfOpen;
import dev.parley.chaos.fault.JobChange;
import dev.parley.chaos.fault.Kill;
import dev.parley.chaos.fault.Poison;
import dev.parley.chaos.fault.Replay;
import dev.parley.chaos.fault.Stall;
import dev.parley.chaos.scenario.Scenario.Kind;
import dev.parley.stack.StackException;
import dev.parley.stack.flink.JobManager;
import dev.parley.stack.flink.TaskManager;
import dev.parley.stack.gateway.Gateway;
import dev.parley.stack.hbase.HBaseServer;
import dev.parley.stack.kafka.KafkaBroker;
import dev.parley.stack.redis.RedisServer;
import dev.parley.stack.zookeeper.ZooKeeperServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** All that can be tried. */
public final class Scenarios {
  private static final int GATEWAYS = 2;

  private Scenarios() {}

  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>(single());
    all.add(
        new Scenario(
            "mix", "the short ones, one after the other", Kind.MIX, Goal.NONE, Scenarios::any));
    return all;
  }

  /** The scenarios of these titles; without any, all but the mix. */
  public static List<Scenario> named(List<String> titles) {
    return titles.isEmpty() ? single() : titles.stream().map(Scenarios::named).toList();
  }

  private static Scenario named(String title) {
    return all().stream()
        .filter(scenario -> scenario.title().equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "scenario: %s (expected: one of ./parley chaos list)".formatted(title)));
  }

  private static List<Scenario> single() {
    return List.of(
        brief("gateway-kill", "kill -9 of a gateway", talking(5), r -> new Kill(gateway(r))),
        frozen("gateway-stop", "a gateway", Scenarios::gateway),
        new Scenario(
            "gateway-drain",
            "SIGTERM of one gateway after the other",
            Kind.SHORT,
            talking(5),
            r -> List.of(new Drain(Gateway.nameOf(0)), new Drain(Gateway.nameOf(1)))),
        killed("taskmanager-kill", TaskManager.NAME, caughtUp(20)),
        frozen("taskmanager-stop", "the TaskManager", r -> TaskManager.NAME),
        killed("jobmanager-kill", JobManager.NAME, caughtUp(45)),
        frozen("jobmanager-stop", "the JobManager", r -> JobManager.NAME),
        killed("broker-kill", KafkaBroker.NAME, caughtUp(45)),
        frozen("broker-stop", "the broker", r -> KafkaBroker.NAME),
        killed("zookeeper-kill", ZooKeeperServer.NAME, caughtUp(45)),
        brief(
            "zookeeper-down",
            "ZooKeeper gone for longer than its sessions last",
            caughtUp(60),
            r -> new Down(ZooKeeperServer.NAME, seconds(r, 20, 30))),
        killed("hbase-kill", HBaseServer.NAME, undisturbed()),
        new Scenario(
            "hbase-down",
            "HBase gone for minutes",
            Kind.LONG,
            undisturbed(),
            r -> List.of(new Down(HBaseServer.NAME, seconds(r, 90, 120)))),
        killed("redis-kill", RedisServer.NAME, undisturbed()),
        brief("redis-flush", "all keys of Redis deleted", undisturbed(), r -> new FlushCache()),
        frozen("redis-stop", "Redis", r -> RedisServer.NAME),
        brief(
            "redis-down",
            "Redis gone for half a minute",
            undisturbed(),
            r -> new Down(RedisServer.NAME, seconds(r, 30, 40))),
        brief(
            "ack-lost",
            "the network cut after the broker's yes and before accepted",
            talking(5),
            r -> new AnswersLost(slot(r))),
        brief(
            "half-open",
            "connections die and neither end is told",
            Goal.NONE,
            r -> new HalfOpen(slot(r))),
        brief(
            "network-stall",
            "nothing moves between devices and a gateway for a while",
            Goal.NONE,
            r -> new Stall(slot(r), seconds(r, 15, 20))),
        brief(
            "poison",
            "bytes that nobody can read, in every topic",
            undisturbed(),
            r -> new Poison()),
        new Scenario(
            "upgrade",
            "each job stopped with a savepoint and started from it with another jar",
            Kind.SHORT,
            caughtUp(15),
            r -> JobChange.upgrades()),
        new Scenario(
            "upgrade-back",
            "each job upgraded to a jar that can't start, and back by itself",
            Kind.SHORT,
            caughtUp(30),
            r -> JobChange.upgradesThatFail()),
        new Scenario(
            "rescale",
            "each job from one task to two and back",
            Kind.SHORT,
            caughtUp(15),
            r -> JobChange.rescales()),
        new Scenario(
            "restore",
            "each job put back to a savepoint, so that all since then comes again",
            Kind.SHORT,
            caughtUp(15),
            r -> JobChange.restores()),
        new Scenario(
            "replay",
            "all numbered again from empty state, and compared",
            Kind.LONG,
            Goal.NONE,
            r -> List.of(new Replay())),
        new Scenario(
            "disk-full",
            "no room for checkpoints (needs root and a stack of its own)",
            Kind.NEEDS_SMALL_DISK,
            caughtUp(20),
            r -> List.of(new DiskFull(seconds(r, 20, 30)))));
  }

  private static Scenario brief(
      String title, String what, Optional<Goal> goal, Function<Random, Fault> fault) {
    return new Scenario(title, what, Kind.SHORT, goal, r -> List.of(fault.apply(r)));
  }

  private static Scenario killed(String title, String component, Optional<Goal> goal) {
    return brief(title, "kill -9 of " + component, goal, r -> new Kill(component));
  }

  private static Scenario frozen(String title, String who, Function<Random, String> component) {
    return brief(
        title,
        "SIGSTOP of %s, SIGCONT after some time".formatted(who),
        Goal.NONE,
        r -> new Freeze(component.apply(r), seconds(r, 15, 25)));
  }

  private static List<Fault> any(Random random) {
    List<Scenario> some =
        single().stream().filter(scenario -> scenario.kind() == Kind.SHORT).toList();
    return some.get(random.nextInt(some.size())).faults(random);
  }

  private static int slot(Random random) {
    return random.nextInt(GATEWAYS);
  }

  private static String gateway(Random random) {
    return Gateway.nameOf(slot(random));
  }

  private static Duration seconds(Random random, int from, int to) {
    return Duration.ofSeconds(from + random.nextInt(to - from + 1));
  }
}
