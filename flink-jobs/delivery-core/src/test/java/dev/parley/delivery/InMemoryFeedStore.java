package dev.parley.delivery;

import dev.parley.protocol.v1.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user's state in maps, with a copy that stands for a checkpoint. */
public final class InMemoryFeedStore implements FeedStore {
  private record Member(String conversationId, String userId) {}

  private long position;
  private Refusals refusals = Refusals.NONE;
  private final Map<String, Long> lastSeqs = new HashMap<>();
  private final Map<Member, Cursors> cursors = new HashMap<>();
  private final Map<String, Long> settingVersions = new HashMap<>();
  private final Map<Long, Update> tail = new HashMap<>();
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  InMemoryFeedStore copy() {
    InMemoryFeedStore copy = new InMemoryFeedStore();
    copy.position = position;
    copy.refusals = refusals;
    copy.lastSeqs.putAll(lastSeqs);
    copy.cursors.putAll(cursors);
    copy.settingVersions.putAll(settingVersions);
    copy.tail.putAll(tail);
    copy.sessions.putAll(sessions);
    return copy;
  }

  int tailSize() {
    return tail.size();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long lastSeq(String conversationId) {
    return lastSeqs.getOrDefault(conversationId, 0L);
  }

  @Override
  public Cursors cursors(String conversationId, String userId) {
    return cursors.getOrDefault(new Member(conversationId, userId), Cursors.NONE);
  }

  @Override
  public long settingVersion(String conversationId) {
    return settingVersions.getOrDefault(conversationId, 0L);
  }

  @Override
  public void setSettingVersion(String conversationId, long version) {
    settingVersions.put(conversationId, version);
  }

  @Override
  public Optional<Update> tail(long position) {
    return Optional.ofNullable(tail.get(position));
  }

  @Override
  public List<Session> sessions() {
    return new ArrayList<>(sessions.values());
  }

  @Override
  public Refusals refusals() {
    return refusals;
  }

  @Override
  public void setPosition(long position) {
    this.position = position;
  }

  @Override
  public void setLastSeq(String conversationId, long seq) {
    lastSeqs.put(conversationId, seq);
  }

  @Override
  public void setCursors(String conversationId, String userId, Cursors cursors) {
    this.cursors.put(new Member(conversationId, userId), cursors);
  }

  @Override
  public void putTail(Update update) {
    tail.put(update.getPosition(), update);
  }

  @Override
  public void removeTail(long position) {
    tail.remove(position);
  }

  @Override
  public void putSession(Session session) {
    sessions.put(session.id(), session);
  }

  @Override
  public void removeSession(String sessionId) {
    sessions.remove(sessionId);
  }

  @Override
  public void setRefusals(Refusals refusals) {
    this.refusals = refusals;
  }
}
