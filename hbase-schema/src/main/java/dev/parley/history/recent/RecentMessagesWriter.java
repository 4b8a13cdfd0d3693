package dev.parley.history.recent;

import dev.parley.protocol.RedisKeys;
import dev.parley.protocol.v1.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The writing side. One thread writes all messages of a conversation, in order, each after HBase
 * has it.
 *
 * <p>The promise: the newest message that Redis shows of a conversation is the newest that HBase
 * has, but for a moment. It holds because everything that could break it makes a new generation,
 * and a new generation is empty:
 *
 * <ul>
 *   <li><b>A write fails, or is skipped</b> while Redis is away: HBase has messages that Redis has
 *       not. The next write first makes a new generation.
 *   <li><b>The process dies between HBase and Redis.</b> Every writer's first write makes a new
 *       generation.
 *   <li><b>After a restart the log is read again</b> from the last checkpoint: Redis would show an
 *       old message as the newest until the job is where it was. So messages from before the start
 *       are never cached.
 *   <li><b>Redis is flushed or falls back</b> to an older copy of itself: the generation is missing
 *       or lower than it was. The next write makes a new one.
 * </ul>
 *
 * Until that next write, or for {@link #KEPT_FOR} if it never succeeds, readers may be shown a page
 * that lacks the newest messages, as if HBase were that little behind.
 */
public final class RecentMessagesWriter {
  static final int KEPT = 100;
  static final Duration KEPT_FOR = Duration.ofMinutes(15);

  private final RecentStore store;
  private final long startedAtMs;
  private long generation;
  private boolean trusted;

  public RecentMessagesWriter(RecentStore store, Instant startedAt) {
    this.store = store;
    this.startedAtMs = startedAt.toEpochMilli();
  }

  /** Takes messages that HBase has, by ascending seq within each conversation. Never fails. */
  public void add(Collection<Message> stored) {
    Map<String, List<Message>> fresh =
        stored.stream()
            .filter(message -> message.getSentAt() >= startedAtMs)
            .collect(Collectors.groupingBy(Message::getConversationId));
    Optional<Long> written = store.ask(redis -> write(redis, fresh));
    written.ifPresent(current -> generation = current);
    trusted = written.isPresent();
  }

  private long write(RedisClient redis, Map<String, List<Message>> fresh) {
    long current = trusted ? confirmed(redis) : redis.incr(RedisKeys.RECENT_GENERATION);
    try (Pipeline pipeline = redis.pipelined()) {
      fresh.forEach((conversation, messages) -> append(pipeline, current, conversation, messages));
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
    OptionalLong current = RecentStore.generation(redis);
    return current.isPresent() && current.getAsLong() >= generation
        ? current.getAsLong()
        : redis.incr(RedisKeys.RECENT_GENERATION);
  }

  private static void append(
      Pipeline pipeline, long generation, String conversation, List<Message> messages) {
    byte[] key =
        RedisKeys.recentMessages(generation, conversation).getBytes(StandardCharsets.UTF_8);
    for (Message message : messages.subList(Math.max(0, messages.size() - KEPT), messages.size())) {
      // A double is exact here: seqs stay below 2^53.
      pipeline.zadd(key, (double) message.getSeq(), message.toByteArray());
    }
    pipeline.zremrangeByRank(key, 0, -KEPT - 1);
    pipeline.expire(key, KEPT_FOR.toSeconds());
  }
}
