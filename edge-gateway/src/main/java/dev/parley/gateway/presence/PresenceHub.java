package dev.parley.gateway.presence;

import dev.parley.gateway.limits.Work;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.session.OutFrame;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.PresenceStatus;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.Visibility;
import dev.parley.protocol.v1.VisibilitySignal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the sessions of a gateway, the presence job and the other gateways meet. Safe for use by
 * many threads; nothing in it blocks.
 *
 * <p>While the gateway has too much to do, nothing is said and nothing shown: what changes
 * meanwhile is only kept, of each user the newest, and goes out when there is room again.
 */
public final class PresenceHub {
  private static final long TYPING_LASTS_MS = ProtocolLimits.TYPING_LASTS.toMillis();

  private final long incarnation;
  private final SignalLog log;
  private final Load load;
  private final PresenceMetrics metrics;
  private final Clock clock;

  private final Signals signals;
  private final Watches watches = new Watches();
  private final TypingPath typingPath;
  private final Map<Viewer, Seat> seats = new HashMap<>();
  private final Map<String, Set<Viewer>> byUser = new HashMap<>();

  /** Users whose newest status is still to be shown. */
  private final Set<String> owed = new LinkedHashSet<>();

  private final SecondAsks secondAsks = new SecondAsks();

  /** What a session is and does. */
  private static final class Seat {
    private final Set<String> watched = new HashSet<>();
    private final DeviceSignal joined;

    Seat(DeviceSignal joined) {
      this.joined = joined;
    }
  }

  public PresenceHub(
      int slot, long incarnation, SignalLog log, Load load, PresenceMetrics metrics, Clock clock) {
    this.incarnation = incarnation;
    this.log = log;
    this.load = load;
    this.metrics = metrics;
    this.clock = clock;
    this.signals = new Signals(slot, incarnation);
    this.typingPath = new TypingPath(slot, incarnation, log, metrics);
    metrics.gauges(this::devices, this::watched);
  }

  // What sessions do

  public synchronized void join(Viewer viewer, DeviceId device) {
    long now = clock.millis();
    DeviceSignal joined =
        DeviceSignal.newBuilder()
            .setUserId(viewer.user())
            .setDeviceId(device.value())
            .setJoinedAt(now)
            .setState(DeviceSignal.State.ACTIVE)
            .setAt(now)
            .build();
    seats.put(viewer, new Seat(joined));
    byUser.computeIfAbsent(viewer.user(), user -> new HashSet<>()).add(viewer);
    signals.here(joined);
  }

  public synchronized void setActive(Viewer viewer, boolean active) {
    Seat seat = seats.get(viewer);
    if (seat != null) {
      DeviceSignal.State state = active ? DeviceSignal.State.ACTIVE : DeviceSignal.State.AWAY;
      signals.here(seat.joined.toBuilder().setState(state).setAt(clock.millis()).build());
    }
  }

  public synchronized void leave(Viewer viewer) {
    Seat seat = seats.remove(viewer);
    if (seat == null) {
      return;
    }
    signals.left(seat.joined.toBuilder().setAt(clock.millis()).build());
    seat.watched.forEach(user -> endWatch(user, viewer));
    byUser.computeIfPresent(
        viewer.user(),
        (user, viewers) -> {
          viewers.remove(viewer);
          return viewers.isEmpty() ? null : viewers;
        });
  }

  /**
   * Begins to watch, and shows what is known.
   *
   * @return the users about whom a cache may know more; then {@link #cached} is to be called
   */
  public synchronized List<String> watch(Viewer viewer, Collection<String> users) {
    Seat seat = seats.get(viewer);
    List<String> unknown = new ArrayList<>();
    if (seat == null) {
      return unknown;
    }
    for (String user : users) {
      seat.watched.add(user);
      Optional<PresenceStatus> known = watches.add(user, viewer);
      if (known.isPresent()) {
        viewer.presence(user, Frames.presence(known.get()));
      } else {
        ask(user, viewer.user());
        unknown.add(user);
      }
    }
    return unknown;
  }

  /** The cache's answer. Of whoever isn't in it, the viewer is told that nothing is known. */
  public synchronized void cached(
      Viewer viewer, Collection<String> users, Collection<PresenceStatus> found) {
    found.forEach(status -> watches.cached(status, viewer.user()));
    for (String user : users) {
      boolean mayBeSeen = watches.isGranted(user, viewer.user());
      Optional<PresenceStatus> known = mayBeSeen ? watches.status(user) : Optional.empty();
      viewer.presence(user, known.map(Frames::presence).orElseGet(() -> Frames.unknown(user)));
    }
  }

  public synchronized void unwatch(Viewer viewer, Collection<String> users) {
    Seat seat = seats.get(viewer);
    for (String user : users) {
      if (seat != null && seat.watched.remove(user)) {
        endWatch(user, viewer);
      }
    }
  }

  /** The viewer's user and this one may be no strangers any more. */
  public synchronized void converse(Viewer viewer, String user) {
    if (watches.isWatched(user, viewer.user()) && !watches.isGranted(user, viewer.user())) {
      secondAsks.add(user, viewer.user());
    }
  }

  public synchronized void choose(UserId user, Visibility visibility) {
    signals.choose(
        VisibilitySignal.newBuilder()
            .setUserId(user.value())
            .setVisibility(visibility)
            .setAt(clock.millis())
            .build());
  }

  public void type(UserId user, ConversationId conversation, boolean on) {
    TypingSignal typing =
        TypingSignal.newBuilder()
            .setConversationId(conversation.value())
            .setUserId(user.value())
            .setOn(on)
            .setAt(clock.millis())
            .build();
    synchronized (this) {
      show(typing);
    }
    typingPath.say(typing);
  }

  public void drop(Work kind) {
    metrics.dropped(kind);
  }

  // What Kafka brings

  /** A signal for this gateway. */
  public synchronized void heard(GatewaySignal signal) {
    if (signal.getIncarnation() != 0 && signal.getIncarnation() != incarnation) {
      metrics.foreign();
      return;
    }
    switch (signal.getSignalCase()) {
      case STATUS -> heard(signal.getStatus());
      case TYPING -> {
        if (load.takes(Work.TYPING)) {
          show(signal.getTyping());
        }
      }
      case ROUTES -> typingPath.heard(signal.getRoutes(), clock.millis());
      case VISIBILITY -> {
        OutFrame frame = Frames.visibility(signal.getVisibility().getVisibility());
        byUser
            .getOrDefault(signal.getVisibility().getUserId(), Set.of())
            .forEach(viewer -> viewer.visibility(frame));
      }
      case SIGNAL_NOT_SET -> metrics.foreign();
    }
  }

  private void heard(PresenceStatus status) {
    String user = status.getUserId();
    watches.revoked(status).forEach(stranger -> stranger.presence(user, Frames.unknown(user)));
    List<Viewer> viewers = watches.heard(status);
    if (viewers.isEmpty()) {
      return;
    }
    if (!load.takes(Work.PRESENCE)) {
      owed.add(user);
      return;
    }
    if (status.getGrantedCount() == 0) {
      metrics.shown(status.getOnline(), clock.millis() - status.getAt(), viewers.size());
    }
    show(user, viewers);
  }

  public void unreadable() {
    metrics.foreign();
  }

  /** Signals may be lost, or the job may have forgotten this gateway. */
  public synchronized void inDoubt() {
    signals.sayAllAgain();
    watches.forEach(signals::ask);
  }

  /** What has happened to the users of the partition whose turn it is, is said. */
  public void beat() {
    if (!load.takes(Work.PRESENCE)) {
      return;
    }
    typingPath.forgetOld(clock.millis());
    Signals.Turn turn;
    synchronized (this) {
      owed.forEach(user -> show(user, watches.viewers(user)));
      owed.clear();
      turn = signals.take();
      secondAsks.take(turn.partition()).stream()
          .filter(ask -> watches.isWatched(ask.user(), ask.watcher()))
          .filter(ask -> !watches.isGranted(ask.user(), ask.watcher()))
          .forEach(ask -> signals.ask(ask.user(), ask.watcher()));
    }
    for (PresenceSignals record : turn.records()) {
      metrics.said();
      log.append(turn.partition(), record, stored -> answered(turn.partition(), record, stored));
    }
  }

  private void answered(int partition, PresenceSignals record, boolean stored) {
    if (!stored) {
      metrics.unsent();
      synchronized (this) {
        signals.again(partition, record);
      }
    }
  }

  private void ask(String user, String watcher) {
    signals.ask(user, watcher);
    secondAsks.add(user, watcher);
  }

  private void endWatch(String user, Viewer viewer) {
    if (watches.remove(user, viewer)) {
      signals.endWatch(user);
    }
    if (!watches.isWatched(user, viewer.user())) {
      secondAsks.remove(user, viewer.user());
    }
  }

  private void show(String user, List<Viewer> viewers) {
    watches
        .status(user)
        .map(Frames::presence)
        .ifPresent(frame -> viewers.forEach(viewer -> viewer.presence(user, frame)));
  }

  /** To those here who may see the user: their peer in that conversation. */
  private void show(TypingSignal typing) {
    if (clock.millis() - typing.getAt() > TYPING_LASTS_MS) {
      return;
    }
    String user = typing.getUserId();
    if (watches.status(user).filter(PresenceStatus::getVisible).isPresent()) {
      String peer =
          ConversationId.parse(typing.getConversationId()).peerOf(new UserId(user)).value();
      watches.viewers(user, peer).forEach(viewer -> viewer.typing(typing));
    }
  }

  private synchronized int devices() {
    return signals.devices();
  }

  private synchronized int watched() {
    return watches.size();
  }
}
