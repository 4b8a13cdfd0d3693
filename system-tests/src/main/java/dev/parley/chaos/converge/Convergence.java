package dev.parley.chaos.converge;

import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.fault.Kill;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.gateway.Gateway;
import dev.parley.stack.load.Dialogues;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Two people talk; their devices come and go, and gateways are killed. */
final class Convergence {
  private static final Duration BETWEEN_DROPS = Duration.ofMillis(1500);
  private static final Duration AWAY_MAX = Duration.ofSeconds(6);
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(8);
  private static final Duration BETWEEN_READS = Duration.ofMillis(400);
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);
  private static final int UNREAD_MIN = 30;

  private final Target target;
  private final Map<String, List<Replica>> replicas;
  private final List<Replica> all;
  private final Random random;
  private final Consumer<String> progress;
  private final Map<Replica, Integer> drops = new HashMap<>();
  private final Map<Replica, Long> away = new HashMap<>();
  private final List<String> kills = new ArrayList<>();

  /** The devices of each of the two. */
  Convergence(
      Target target, Map<String, List<Replica>> replicas, long seed, Consumer<String> progress) {
    this.target = target;
    this.replicas = replicas;
    this.all = replicas.values().stream().flatMap(List::stream).toList();
    this.random = new Random(seed);
    this.progress = progress;
  }

  /** Says all lines at this rate while things go wrong, and returns when all know all, or not. */
  void talk(List<Dialogues.Line> lines, double rate) throws InterruptedException {
    List<String> people = List.copyOf(replicas.keySet());
    Thread killer = new Thread(this::killGateways, "killer");
    killer.start();
    long interval = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    long due = System.nanoTime();
    long nextDrop = due;
    long nextRead = due;
    long said = 0;
    for (Dialogues.Line line : lines) {
      long now = System.nanoTime();
      comeBack(now);
      if (now >= nextDrop) {
        drop(now);
        nextDrop = now + BETWEEN_DROPS.toNanos();
      }
      if (now >= nextRead) {
        readSome(said);
        nextRead = now + BETWEEN_READS.toNanos();
      }
      int speaker = Math.floorMod(line.from().hashCode(), people.size());
      UUID id = new UUID(random.nextLong(), random.nextLong());
      anyUp(people.get(speaker)).say(people.get(1 - speaker), id, line.text());
      said++;
      due += interval;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
    }
    killer.interrupt();
    killer.join();
    comeBack(Long.MAX_VALUE);
    progress.accept("settling");
    Await.until(SETTLED_WITHIN, () -> settled(lines.size()));
  }

  private Replica anyUp(String person) {
    List<Replica> up =
        replicas.getOrDefault(person, List.of()).stream().filter(Replica::isUp).toList();
    return up.get(random.nextInt(up.size()));
  }

  /** At least one device of each stays, to be talked with. */
  private void drop(long now) {
    Replica one = all.get(random.nextInt(all.size()));
    long up =
        replicas.getOrDefault(one.key().user(), List.of()).stream().filter(Replica::isUp).count();
    if (one.isUp() && up > 1) {
      one.drop();
      drops.merge(one, 1, Integer::sum);
      away.put(one, now + (long) (random.nextDouble() * AWAY_MAX.toNanos()));
    }
  }

  private void comeBack(long now) {
    List<Replica> back =
        away.entrySet().stream().filter(e -> e.getValue() <= now).map(Map.Entry::getKey).toList();
    back.forEach(Replica::comeBack);
    away.keySet().removeAll(back);
  }

  /** The newest stay unread, some of which are the other's. */
  private void readSome(long said) {
    Replica reader = all.get(random.nextInt(all.size()));
    long upTo = said - UNREAD_MIN - random.nextInt(UNREAD_MIN);
    if (reader.isUp() && upTo > 0) {
      reader.read(upTo);
    }
  }

  private void killGateways() {
    try {
      for (int slot = 0; ; slot = 1 - slot) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_KILLS.toMillis());
        Kill kill = new Kill(Gateway.nameOf(slot));
        Fault.Wound wound = kill.strike(target);
        String proof = wound.heal();
        kills.add(kill.name() + ": " + proof);
        progress.accept(kill.name() + ": " + proof);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean settled(int messages) {
    List<Copy> copies = all.stream().map(Replica::copy).toList();
    return copies.stream().allMatch(copy -> copy.messages().size() == messages)
        && replicas.values().stream().allMatch(Convergence::agree);
  }

  private static boolean agree(List<Replica> devices) {
    return devices.stream().map(device -> device.copy().cursors()).distinct().count() == 1;
  }

  int dropsOf(Replica replica) {
    return drops.getOrDefault(replica, 0);
  }

  List<String> kills() {
    return kills;
  }
}
