package dev.parley.history.presence;

import dev.parley.history.recent.RecentStore;
import dev.parley.protocol.RedisKeys;
import dev.parley.protocol.v1.PresenceStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The writing side, for one thread. What is there may be shown to those named in it; so whatever
 * could leave something old there, as the status of somebody who has hidden since, makes a new and
 * empty generation before the next write: a write that failed or was skipped, a new writer, and a
 * Redis that fell back to an older copy of itself.
 */
public final class PresenceSnapshotWriter {
  static final Duration KEPT_FOR = Duration.ofDays(1);

  private static final byte[] YES = {1};

  private final RecentStore store;
  private long generation;
  private boolean trusted;

  public PresenceSnapshotWriter(RecentStore store) {
    this.store = store;
  }

  /** Takes what persons are to be shown as, in the order of the changes. Never fails. */
  public void add(Collection<PresenceStatus> statuses) {
    Optional<Long> written = store.ask(redis -> write(redis, statuses));
    written.ifPresent(current -> generation = current);
    trusted = written.isPresent();
  }

  /** Something was not handed to {@link #add}. */
  public void skipped() {
    trusted = false;
  }

  private long write(RedisClient redis, Collection<PresenceStatus> statuses) {
    long current = trusted ? confirmed(redis) : redis.incr(RedisKeys.PRESENCE_GENERATION);
    try (Pipeline pipeline = redis.pipelined()) {
      statuses.forEach(status -> put(pipeline, current, status));
      for (Object answer : pipeline.syncAndReturnAll()) {
        if (answer instanceof JedisException refusal) {
          throw refusal;
        }
      }
    }
    return current;
  }

  /** The generation that all writers share now: this one's, or a newer one of another writer. */
  private long confirmed(RedisClient redis) {
    OptionalLong current = RecentStore.generation(redis, RedisKeys.PRESENCE_GENERATION);
    return current.isPresent() && current.getAsLong() >= generation
        ? current.getAsLong()
        : redis.incr(RedisKeys.PRESENCE_GENERATION);
  }

  private static void put(Pipeline pipeline, long generation, PresenceStatus status) {
    byte[] key = bytes(RedisKeys.presence(generation, status.getUserId()));
    pipeline.hset(
        key,
        bytes(RedisKeys.PRESENCE_STATUS),
        status.toBuilder().clearGranted().clearRevoked().build().toByteArray());
    for (String viewer : status.getGrantedList()) {
      pipeline.hset(key, bytes(RedisKeys.presenceViewer(viewer)), YES);
    }
    for (String stranger : status.getRevokedList()) {
      pipeline.hdel(key, bytes(RedisKeys.presenceViewer(stranger)));
    }
    pipeline.expire(key, KEPT_FOR.toSeconds());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
