package dev.parley.stack.presencesim;

import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.WatchSignal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes up what happens to one person: their devices, and who looks at them. */
final class Day {
  static final String CONTACT = "c";

  private static final long FLAP_STAY_MS = 20_000;
  private static final long FLAP_GAP_MAX_MS = 8_000;

  private final Habits habits;
  private final int gateways;
  private final long start;
  private final long end;
  private final RandomGenerator random;
  private final String user;
  private final List<Happening> happenings = new ArrayList<>();

  private Day(
      Habits habits, int gateways, long start, long end, RandomGenerator random, String user) {
    this.habits = habits;
    this.gateways = gateways;
    this.start = start;
    this.end = end;
    this.random = random;
    this.user = user;
  }

  /** In the order in which it happens. */
  static List<Happening> of(
      Habits habits, int gateways, long start, long end, RandomGenerator random, String user) {
    Day day = new Day(habits, gateways, start, end, random, user);
    day.live();
    day.isWatched();
    Collections.sort(day.happenings);
    return day.happenings;
  }

  private void live() {
    boolean hasSecond = random.nextDouble() < habits.secondDeviceShare();
    boolean online = random.nextDouble() < habits.onlineShare();
    for (long at = start; at < end; online = !online) {
      long lasts = online ? habits.onlineMs(random) : habits.offlineMs(random);
      if (online) {
        long until = Math.min(at + lasts, end);
        boolean flaps = random.nextDouble() < habits.flappingShare();
        stretch("phone", at, until, flaps);
        if (hasSecond) {
          stretch("desk", at, until, false);
        }
      }
      at += lasts;
    }
  }

  private void stretch(String device, long from, long until, boolean flaps) {
    long at = from;
    while (at < until) {
      long leaves = flaps ? Math.min(at + FLAP_STAY_MS, until) : until;
      int gateway = random.nextInt(gateways);
      device(device, gateway, at, DeviceSignal.State.ACTIVE, at);
      device(device, gateway, at, DeviceSignal.State.LEFT, leaves);
      at = leaves + 1_000 + (long) (random.nextDouble() * (FLAP_GAP_MAX_MS - 1_000));
    }
  }

  private void device(
      String device, int gateway, long joinedAt, DeviceSignal.State state, long at) {
    DeviceSignal signal =
        DeviceSignal.newBuilder()
            .setUserId(user)
            .setDeviceId(device)
            .setJoinedAt(joinedAt)
            .setState(state)
            .setAt(at)
            .build();
    happenings.add(new Happening(at, gateway, from(gateway).setDevice(signal).build()));
  }

  private void isWatched() {
    double rate = habits.watchesAMs();
    for (long at = start + wait(rate); at < end; at += wait(rate)) {
      int gateway = random.nextInt(gateways);
      watch(gateway, at, true);
      long until = at + habits.onlineMs(random);
      if (until < end) {
        watch(gateway, until, false);
      }
    }
  }

  private long wait(double rate) {
    return rate == 0 ? end : 1 + (long) (-Math.log(1 - random.nextDouble()) / rate);
  }

  private void watch(int gateway, long at, boolean on) {
    WatchSignal.Builder watch = WatchSignal.newBuilder().setUserId(user).setOn(on);
    if (on) {
      watch.addAskers(CONTACT + random.nextInt(habits.contacts()));
    }
    happenings.add(new Happening(at, gateway, from(gateway).setWatch(watch).build()));
  }

  private static PersonSignal.Builder from(int gateway) {
    return PersonSignal.newBuilder().setGateway(gateway).setIncarnation(1);
  }
}
