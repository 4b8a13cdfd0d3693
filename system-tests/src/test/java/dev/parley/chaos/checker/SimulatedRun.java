package dev.parley.chaos.checker;

import dev.parley.chaos.history.BodyHash;
import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Operation.Accepted;
import dev.parley.chaos.history.Operation.Began;
import dev.parley.chaos.history.Operation.CaughtUp;
import dev.parley.chaos.history.Operation.Closed;
import dev.parley.chaos.history.Operation.Connected;
import dev.parley.chaos.history.Operation.CursorsSeen;
import dev.parley.chaos.history.Operation.FaultBegan;
import dev.parley.chaos.history.Operation.FaultEnded;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.ReadBack;
import dev.parley.chaos.history.Operation.ReceiptSent;
import dev.parley.chaos.history.Operation.Said;
import dev.parley.chaos.history.Operation.Sent;
import dev.parley.chaos.history.Operation.Stored;
import dev.parley.chaos.history.Operation.Welcomed;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What a perfect system does with devices that lose their connections, as a history. */
final class SimulatedRun {
  private static final List<String> USERS = List.of("ann", "bob", "cid");
  private static final List<String> DEVICES = List.of("phone", "web");
  private static final List<String> GATEWAYS = List.of("ws://0", "ws://1");
  private static final int STEPS = 900;
  private static final long STEP_NS = 10_000_000;

  private final Random random;
  private final List<Operation> history = new ArrayList<>();
  private final List<SimulatedDevice> devices = new ArrayList<>();
  private final Map<String, List<MessageSeen>> conversations = new LinkedHashMap<>();
  private final Map<String, List<Entry>> feeds = new LinkedHashMap<>();
  private final Map<String, CursorsSeen> cursors = new LinkedHashMap<>();
  private long now = 1;

  /** Makes the entry that one device sees. */
  private interface Entry {
    Operation.Entry at(long t, DeviceKey device, int session, long position);
  }

  private static final class SimulatedDevice {
    private final DeviceKey key;
    private final Map<String, Long> got = new LinkedHashMap<>();
    private int session;
    private long received;
    private long localSeq;
    private boolean connected;

    SimulatedDevice(DeviceKey key) {
      this.key = key;
    }
  }

  private SimulatedRun(long seed) {
    random = new Random(seed);
  }

  static List<Operation> of(long seed) {
    return new SimulatedRun(seed).run();
  }

  private List<Operation> run() {
    history.add(new Began(now, "simulated", 0, 0));
    for (String user : USERS) {
      feeds.put(user, new ArrayList<>());
      for (String device : DEVICES) {
        devices.add(new SimulatedDevice(new DeviceKey(user, device)));
      }
    }
    devices.forEach(this::connect);
    for (int step = 0; step < STEPS; step++) {
      now += STEP_NS;
      if (step == STEPS / 3) {
        history.add(new FaultBegan(now, "simulated", ""));
      } else if (step == STEPS / 2) {
        history.add(new FaultEnded(now, "simulated", "it was put in"));
      }
      step(devices.get(random.nextInt(devices.size())));
    }
    devices.stream().filter(device -> !device.connected).forEach(this::connect);
    conversations.keySet().forEach(this::readBack);
    return history;
  }

  private void step(SimulatedDevice device) {
    switch (random.nextInt(8)) {
      case 0 -> {
        if (device.connected) {
          disconnect(device);
        } else {
          connect(device);
        }
      }
      case 1, 2 -> confirm(device);
      default -> say(device);
    }
  }

  private void connect(SimulatedDevice device) {
    device.session++;
    device.connected = true;
    String user = device.key.user();
    String name = device.key.device();
    String gateway = GATEWAYS.get(random.nextInt(GATEWAYS.size()));
    history.add(new Connected(++now, user, name, device.session, gateway, device.received));
    history.add(new Welcomed(++now, user, name, device.session));
    catchUp(device);
    history.add(new CaughtUp(++now, user, name, device.session, device.received));
  }

  private void catchUp(SimulatedDevice device) {
    List<Entry> feed = feeds.getOrDefault(device.key.user(), List.of());
    while (device.connected && device.received < feed.size()) {
      Entry next = feed.get((int) device.received);
      device.received++;
      Operation.Entry seen = next.at(++now, device.key, device.session, device.received);
      history.add(seen);
      if (seen instanceof MessageSeen message) {
        device.got.put(message.conversation(), message.seq());
      }
    }
  }

  private void disconnect(SimulatedDevice device) {
    device.connected = false;
    history.add(new Closed(++now, device.key.user(), device.key.device(), device.session, 1006));
  }

  private void say(SimulatedDevice device) {
    if (!device.connected) {
      return;
    }
    String user = device.key.user();
    String name = device.key.device();
    List<String> others = USERS.stream().filter(other -> !other.equals(user)).toList();
    String peer = others.get(random.nextInt(others.size()));
    String conversation = ConversationId.direct(new UserId(user), new UserId(peer)).value();
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    long body = BodyHash.of(id);
    long localSeq = ++device.localSeq;
    history.add(new Said(++now, user, name, conversation, id, body));
    history.add(new Sent(++now, user, name, device.session, conversation, id, localSeq, body));
    sequence(conversation, device.key, id, body);
    if (random.nextInt(10) == 0) { // the answer is lost, and the message is sent again
      disconnect(device);
      connect(device);
      history.add(new Sent(++now, user, name, device.session, conversation, id, localSeq, body));
    }
    history.add(new Accepted(++now, user, name, device.session, id));
    deliver();
  }

  private void sequence(String conversation, DeviceKey from, String id, long body) {
    List<MessageSeen> messages =
        conversations.computeIfAbsent(conversation, c -> new ArrayList<>());
    long seq = messages.size() + 1L;
    Entry entry =
        (t, to, session, position) ->
            new MessageSeen(
                t,
                to.user(),
                to.device(),
                session,
                position,
                conversation,
                seq,
                from.user(),
                id,
                body,
                0);
    messages.add((MessageSeen) entry.at(now, from, 0, 0));
    tellMembers(conversation, entry);
  }

  private void tellMembers(String conversation, Entry entry) {
    ConversationId.parse(conversation)
        .members()
        .forEach(
            member -> feeds.computeIfAbsent(member.value(), user -> new ArrayList<>()).add(entry));
  }

  private void deliver() {
    devices.forEach(this::catchUp);
  }

  private void confirm(SimulatedDevice device) {
    if (!device.connected || device.got.isEmpty()) {
      return;
    }
    String user = device.key.user();
    List<String> known = List.copyOf(device.got.keySet());
    String conversation = known.get(random.nextInt(known.size()));
    long delivered = device.got.getOrDefault(conversation, 0L);
    long read = random.nextBoolean() ? delivered : 0;
    history.add(
        new ReceiptSent(
            ++now, user, device.key.device(), device.session, conversation, delivered, read));
    CursorsSeen before =
        cursors.getOrDefault(
            conversation + user, new CursorsSeen(0, "", "", 0, 0, conversation, user, 0, 0));
    CursorsSeen after =
        new CursorsSeen(
            0,
            "",
            "",
            0,
            0,
            conversation,
            user,
            Math.max(before.delivered(), delivered),
            Math.max(before.read(), read));
    if (!after.equals(before)) {
      cursors.put(conversation + user, after);
      tellMembers(
          conversation,
          (t, to, session, position) ->
              new CursorsSeen(
                  t,
                  to.user(),
                  to.device(),
                  session,
                  position,
                  conversation,
                  user,
                  after.delivered(),
                  after.read()));
      deliver();
    }
  }

  private void readBack(String conversation) {
    List<String> sources =
        new ArrayList<>(
            ConversationId.parse(conversation).members().stream().map(UserId::value).toList());
    sources.add(Evidence.TOPIC + "log");
    for (String source : sources) {
      for (MessageSeen m : conversations.getOrDefault(conversation, List.of())) {
        history.add(
            new Stored(
                ++now, source, conversation, m.seq(), m.from(), m.clientMessageId(), m.body()));
      }
      history.add(new ReadBack(++now, source, conversation));
    }
  }
}
