package dev.parley.gateway.presence;

import dev.parley.gateway.ingress.MessageLog;
import dev.parley.gateway.limits.Pressure;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.session.OutFrame;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.PresenceStatus;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.WatchSignal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hub, a log that notes what it is given, and time that stands still. */
final class HubContext implements SignalLog {
  static final int SLOT = 2;
  static final long INCARNATION = 7;

  private final List<PresenceSignals> said = new ArrayList<>();
  private final Map<Integer, List<GatewaySignal>> toGateways = new TreeMap<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final StillClock clock = new StillClock();
  private final Load load = new Load(() -> true, 1 << 20, new GatewayMetrics(meters));
  private boolean stores = true;
  final PresenceHub hub =
      new PresenceHub(SLOT, INCARNATION, this, load, new PresenceMetrics(meters), clock);

  /** A device of a user that notes what it is shown. */
  static final class Device implements Viewer {
    private final String user;
    private final List<Presence> shown = new ArrayList<>();
    private final List<TypingSignal> typing = new ArrayList<>();
    private int visibilities;

    Device(String user) {
      this.user = user;
    }

    @Override
    public String user() {
      return user;
    }

    @Override
    public void presence(String watched, OutFrame frame) {
      shown.add(frame.frame().getPresence());
    }

    @Override
    public void typing(TypingSignal signal) {
      typing.add(signal);
    }

    @Override
    public void visibility(OutFrame frame) {
      visibilities++;
    }

    List<Presence> shown() {
      List<Presence> taken = List.copyOf(shown);
      shown.clear();
      return taken;
    }

    List<TypingSignal> typing() {
      List<TypingSignal> taken = List.copyOf(typing);
      typing.clear();
      return taken;
    }

    int visibilities() {
      return visibilities;
    }
  }

  private static final class StillClock extends Clock {
    private long now = 1_000_000;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Override
  public void append(int partition, PresenceSignals signals, MessageLog.Outcome outcome) {
    if (stores) {
      said.add(signals);
    }
    outcome.done(stores);
  }

  @Override
  public void append(int gateway, GatewaySignal signal) {
    toGateways.computeIfAbsent(gateway, to -> new ArrayList<>()).add(signal);
  }

  void storesNothing() {
    stores = false;
  }

  void storesAgain() {
    stores = true;
  }

  void hasTooMuchToDo() {
    load.look(new Pressure(Pressure.Cause.LOOPS, 0.7));
  }

  void hasLittleToDo() {
    for (int i = 0; i < 10; i++) {
      load.look(new Pressure(Pressure.Cause.LOOPS, 0));
    }
  }

  long now() {
    return clock.millis();
  }

  void advance(long ms) {
    clock.now += ms;
  }

  /** Each partition has its turn. */
  void period() {
    for (int turn = 0; turn < Topics.PRESENCE_SIGNALS.partitions(); turn++) {
      hub.beat();
    }
  }

  Device joins(String user) {
    Device device = new Device(user);
    hub.join(device, new DeviceId("phone"));
    return device;
  }

  /** Watches, with a cache that has nothing. */
  void watches(Device device, String... users) {
    List<String> unknown = hub.watch(device, List.of(users));
    if (!unknown.isEmpty()) {
      hub.cached(device, unknown, List.of());
    }
  }

  void status(PresenceStatus.Builder status) {
    hub.heard(GatewaySignal.newBuilder().setIncarnation(INCARNATION).setStatus(status).build());
  }

  static PresenceStatus.Builder online(String user, long at) {
    return PresenceStatus.newBuilder().setUserId(user).setVisible(true).setOnline(true).setAt(at);
  }

  /** Devices said since the last look, as "ann ACTIVE". */
  List<String> devices() {
    List<String> devices = new ArrayList<>();
    for (PresenceSignals batch : said) {
      for (DeviceSignal device : batch.getDevicesList()) {
        devices.add(device.getUserId() + " " + device.getState());
      }
    }
    said.clear();
    return devices;
  }

  /** Watches said since the last look, as "bob +[ann]". */
  List<String> watches() {
    List<String> watches = new ArrayList<>();
    for (PresenceSignals batch : said) {
      for (WatchSignal watch : batch.getWatchesList()) {
        watches.add(watch.getUserId() + " " + (watch.getOn() ? "+" : "-") + watch.getAskersList());
      }
    }
    said.clear();
    return watches;
  }

  List<PresenceSignals> said() {
    List<PresenceSignals> taken = List.copyOf(said);
    said.clear();
    return taken;
  }

  List<GatewaySignal> to(int gateway) {
    return toGateways.getOrDefault(gateway, List.of());
  }
}
