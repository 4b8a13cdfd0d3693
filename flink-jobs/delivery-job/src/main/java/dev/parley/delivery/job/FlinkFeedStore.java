package dev.parley.delivery.job;

import dev.parley.delivery.Cursors;
import dev.parley.delivery.FeedStore;
import dev.parley.delivery.Refusals;
import dev.parley.delivery.Session;
import dev.parley.protocol.v1.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** The feed of the user whose record is being processed, in Flink's keyed state. */
final class FlinkFeedStore implements FeedStore {
  private final ValueState<Long> position;
  private final MapState<String, Long> lastSeqs;
  private final MapState<String, byte[]> cursors;
  private final MapState<String, Long> settingVersions;
  private final MapState<Long, byte[]> tail;
  private final ListState<byte[]> sessions;
  private final ListState<byte[]> refusals;

  FlinkFeedStore(RuntimeContext context) {
    position = context.getState(FeedState.position());
    lastSeqs = context.getMapState(FeedState.lastSeqs());
    cursors = context.getMapState(FeedState.cursors());
    settingVersions = context.getMapState(FeedState.settingVersions());
    tail = context.getMapState(FeedState.tail());
    sessions = context.getListState(FeedState.sessions());
    refusals = context.getListState(FeedState.refusals());
  }

  @Override
  public long position() {
    return Objects.requireNonNullElse(read(position::value), 0L);
  }

  @Override
  public void setPosition(long value) {
    write(() -> position.update(value));
  }

  @Override
  public long lastSeq(String conversationId) {
    return Objects.requireNonNullElse(read(() -> lastSeqs.get(conversationId)), 0L);
  }

  @Override
  public void setLastSeq(String conversationId, long seq) {
    write(() -> lastSeqs.put(conversationId, seq));
  }

  @Override
  public Cursors cursors(String conversationId, String userId) {
    byte[] bytes = read(() -> cursors.get(memberKey(conversationId, userId)));
    return bytes == null ? Cursors.NONE : StateBytes.cursors(bytes);
  }

  @Override
  public void setCursors(String conversationId, String userId, Cursors value) {
    write(() -> cursors.put(memberKey(conversationId, userId), StateBytes.of(value)));
  }

  @Override
  public long settingVersion(String conversationId) {
    return Objects.requireNonNullElse(read(() -> settingVersions.get(conversationId)), 0L);
  }

  @Override
  public void setSettingVersion(String conversationId, long version) {
    write(() -> settingVersions.put(conversationId, version));
  }

  @Override
  public Optional<Update> tail(long at) {
    return Optional.ofNullable(read(() -> tail.get(at))).map(StateBytes::update);
  }

  @Override
  public void putTail(Update update) {
    write(() -> tail.put(update.getPosition(), update.toByteArray()));
  }

  @Override
  public void removeTail(long at) {
    write(() -> tail.remove(at));
  }

  @Override
  public List<Session> sessions() {
    return readAll(sessions, StateBytes::session);
  }

  @Override
  public void putSession(Session session) {
    List<Session> next = sessions();
    next.removeIf(other -> other.id().equals(session.id()));
    next.add(session);
    writeAll(sessions, next, StateBytes::of);
  }

  @Override
  public void removeSession(String sessionId) {
    List<Session> next = sessions();
    if (next.removeIf(session -> session.id().equals(sessionId))) {
      writeAll(sessions, next, StateBytes::of);
    }
  }

  @Override
  public Refusals refusals() {
    return new Refusals(readAll(refusals, StateBytes::refusal));
  }

  @Override
  public void setRefusals(Refusals value) {
    writeAll(refusals, value.kept(), StateBytes::of);
  }

  /** A user id has no line break, so the key can't be read in two ways. */
  private static String memberKey(String conversationId, String userId) {
    return conversationId + '\n' + userId;
  }

  private static <T> List<T> readAll(ListState<byte[]> state, Function<byte[], T> decode) {
    List<T> values = new ArrayList<>();
    Iterable<byte[]> stored = read(state::get);
    if (stored != null) {
      stored.forEach(bytes -> values.add(decode.apply(bytes)));
    }
    return values;
  }

  private static <T> void writeAll(
      ListState<byte[]> state, List<T> values, Function<T, byte[]> encode) {
    write(() -> state.update(values.stream().map(encode).toList()));
  }

  private interface Read<T> {
    @Nullable T run() throws Exception;
  }

  private interface Write {
    void run() throws Exception;
  }

  /** The ports of the core know no checked exceptions; whatever it is, the task can't go on. */
  private static <T> @Nullable T read(Read<T> access) {
    try {
      return access.run();
    } catch (Exception e) {
      throw new IllegalStateException("state can't be read", e);
    }
  }

  private static void write(Write access) {
    try {
      access.run();
    } catch (Exception e) {
      throw new IllegalStateException("state can't be written", e);
    }
  }
}
