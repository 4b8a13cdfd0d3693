package dev.parley.chaos.checker;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Operation.Accepted;
import dev.parley.chaos.history.Operation.Connected;
import dev.parley.chaos.history.Operation.CursorsSeen;
import dev.parley.chaos.history.Operation.FaultBegan;
import dev.parley.chaos.history.Operation.FaultEnded;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.OnSession;
import dev.parley.chaos.history.Operation.ReadBack;
import dev.parley.chaos.history.Operation.Refused;
import dev.parley.chaos.history.Operation.Resynced;
import dev.parley.chaos.history.Operation.Said;
import dev.parley.chaos.history.Operation.Sampled;
import dev.parley.chaos.history.Operation.Sent;
import dev.parley.chaos.history.Operation.Stored;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run's operations, sorted by what they are about. */
public final class Evidence {
  /** What is read back from a topic has this before the topic's name; a user id never has. */
  public static final String TOPIC = "topic:";

  private final int operations;
  private final Map<String, SentMessage> messages = new LinkedHashMap<>();
  private final Map<DeviceKey, List<Session>> devices = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Stored>>> readings = new LinkedHashMap<>();
  private final List<Refused> refusals = new ArrayList<>();
  private final List<Operation.Closed> closes = new ArrayList<>();
  private final List<FaultBegan> faults = new ArrayList<>();
  private final List<FaultEnded> healings = new ArrayList<>();
  private final List<Sampled> samples = new ArrayList<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();

  private Evidence(List<Operation> history) {
    this.operations = history.size();
    Map<String, SentMessage.Builder> sending = new LinkedHashMap<>();
    Map<DeviceKey, Map<Integer, Connected>> connections = new LinkedHashMap<>();
    Map<DeviceKey, Map<Integer, List<OnSession>>> seen = new LinkedHashMap<>();
    for (Operation operation : history) {
      if (operation instanceof OnSession onSession) {
        add(onSession, sending, connections, seen);
      } else if (operation instanceof Said said) {
        sending.put(said.clientMessageId(), new SentMessage.Builder(said));
      } else {
        add(operation);
      }
    }
    sending.forEach((id, builder) -> messages.put(id, builder.build()));
    connections.forEach(
        (device, numbered) ->
            devices.put(
                device,
                numbered.values().stream()
                    .map(c -> new Session(c, onConnection(seen, device, c.session())))
                    .toList()));
  }

  public static Evidence of(List<Operation> history) {
    return new Evidence(history);
  }

  private void add(
      OnSession operation,
      Map<String, SentMessage.Builder> sending,
      Map<DeviceKey, Map<Integer, Connected>> connections,
      Map<DeviceKey, Map<Integer, List<OnSession>>> seen) {
    SentMessage.@Nullable Builder message = sending.get(idIn(operation));
    if (message != null && message.isFrom(operation.key())) {
      message.add(operation);
    }
    if (operation instanceof Connected connected) {
      connections
          .computeIfAbsent(connected.key(), device -> new LinkedHashMap<>())
          .put(connected.session(), connected);
    } else if (operation instanceof Refused refused) {
      refusals.add(refused);
    } else if (operation instanceof Operation.Closed closed) {
      closes.add(closed);
    } else if (isSeen(operation)) {
      seen.computeIfAbsent(operation.key(), device -> new LinkedHashMap<>())
          .computeIfAbsent(operation.session(), session -> new ArrayList<>())
          .add(operation);
    }
  }

  private void add(Operation operation) {
    if (operation instanceof Stored stored) {
      reading(stored.conversation(), stored.source()).add(stored);
    } else if (operation instanceof ReadBack readBack) {
      reading(readBack.conversation(), readBack.source());
    } else if (operation instanceof FaultBegan fault) {
      faults.add(fault);
    } else if (operation instanceof FaultEnded healed) {
      healings.add(healed);
    } else if (operation instanceof Sampled sample) {
      samples.add(sample);
    }
  }

  private List<Stored> reading(String conversation, String source) {
    return readings
        .computeIfAbsent(conversation, c -> new LinkedHashMap<>())
        .computeIfAbsent(source, s -> new ArrayList<>());
  }

  private static String idIn(OnSession operation) {
    if (operation instanceof Sent sent) {
      return sent.clientMessageId();
    } else if (operation instanceof Accepted accepted) {
      return accepted.clientMessageId();
    } else if (operation instanceof Refused refused) {
      return refused.clientMessageId();
    } else if (operation instanceof MessageSeen seen) {
      return seen.clientMessageId();
    }
    return "";
  }

  private static boolean isSeen(OnSession operation) {
    return operation instanceof Operation.Entry
        || operation instanceof Operation.CaughtUp
        || operation instanceof Resynced;
  }

  private static List<OnSession> onConnection(
      Map<DeviceKey, Map<Integer, List<OnSession>>> seen, DeviceKey device, int session) {
    return seen.getOrDefault(device, Map.of()).getOrDefault(session, List.of());
  }

  public int operations() {
    return operations;
  }

  public Collection<SentMessage> messages() {
    return messages.values();
  }

  public Optional<SentMessage> message(String clientMessageId) {
    return Optional.ofNullable(messages.get(clientMessageId));
  }

  public Collection<DeviceKey> devices() {
    return devices.keySet();
  }

  public List<Session> sessions(DeviceKey device) {
    return devices.getOrDefault(device, List.of());
  }

  public Stream<Session> sessions() {
    return devices.values().stream().flatMap(List::stream);
  }

  /** Whether the device was ever told to rebuild, and so need not have seen every update. */
  public boolean wasResynced(DeviceKey device) {
    return sessions(device).stream()
        .flatMap(session -> session.seen().stream())
        .anyMatch(Resynced.class::isInstance);
  }

  public Stream<MessageSeen> messagesSeen() {
    return entries(MessageSeen.class);
  }

  public Stream<CursorsSeen> cursorsSeen() {
    return entries(CursorsSeen.class);
  }

  private <T extends Operation.Entry> Stream<T> entries(Class<T> kind) {
    return sessions().flatMap(Session::entries).filter(kind::isInstance).map(kind::cast);
  }

  /** Conversations in which something was said, and those that were read back. */
  public Collection<String> conversations() {
    Map<String, Boolean> all = new LinkedHashMap<>();
    messages.values().forEach(message -> all.put(message.conversation(), true));
    readings.keySet().forEach(conversation -> all.put(conversation, true));
    return all.keySet();
  }

  /** What each source has of a conversation, as it gave it. */
  public Map<String, List<Stored>> readings(String conversation) {
    return readings.getOrDefault(conversation, Map.of());
  }

  /** The whole history as this member paged it; empty if it was not read to the end. */
  public Optional<List<Stored>> historyOf(String conversation, String member) {
    return Optional.ofNullable(readings(conversation).get(member));
  }

  /** H(c): the history as its first member paged it. */
  public List<Stored> history(String conversation) {
    return members(conversation).stream()
        .map(member -> readings(conversation).get(member))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(List.of());
  }

  public Stream<Stored> stored() {
    return readings.values().stream().flatMap(r -> r.values().stream()).flatMap(List::stream);
  }

  public List<String> members(String conversation) {
    return members.computeIfAbsent(
        conversation, c -> ConversationId.parse(c).members().stream().map(UserId::value).toList());
  }

  public List<Refused> refusals() {
    return List.copyOf(refusals);
  }

  public List<Operation.Closed> closes() {
    return List.copyOf(closes);
  }

  public List<FaultBegan> faults() {
    return List.copyOf(faults);
  }

  public List<FaultEnded> healings() {
    return List.copyOf(healings);
  }

  public List<Sampled> samples() {
    return List.copyOf(samples);
  }
}
