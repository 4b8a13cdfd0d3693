package dev.parley.history.recent;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.history.read.MessagePage;
import dev.parley.history.read.PageCache;
import dev.parley.protocol.RedisKeys;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.v1.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ZRangeParams;

/**
 * The reading side: a page that is provably complete, or nothing.
 *
 * <p>That the newest message in Redis is the newest in HBase is the writer's promise ({@link
 * RecentMessagesWriter}). What is below it proves itself: seqs have no holes, so a page is complete
 * if its seqs are contiguous and it is full or begins at 1.
 */
public final class RecentMessages implements PageCache {
  private final RecentStore store;

  public RecentMessages(RecentStore store) {
    this.store = store;
  }

  @Override
  public Optional<MessagePage> page(ConversationId conversation, OptionalLong before, int limit) {
    return store
        .ask(redis -> newestFirst(redis, conversation, before, limit))
        .flatMap(found -> complete(found, before, limit));
  }

  private static List<Message> newestFirst(
      RedisClient redis, ConversationId conversation, OptionalLong before, int limit) {
    OptionalLong generation = RecentStore.generation(redis);
    if (generation.isEmpty()) {
      return List.of();
    }
    byte[] key =
        RedisKeys.recentMessages(generation.getAsLong(), conversation.value())
            .getBytes(StandardCharsets.UTF_8);
    double newest =
        before.isPresent() ? (double) (before.getAsLong() - 1) : Double.POSITIVE_INFINITY;
    return redis
        .zrange(key, ZRangeParams.zrangeByScoreParams(newest, 0).rev().limit(0, limit))
        .stream()
        .map(RecentMessages::message)
        .toList();
  }

  static Optional<MessagePage> complete(List<Message> newestFirst, OptionalLong before, int limit) {
    if (newestFirst.isEmpty()) {
      return Optional.empty();
    }
    long newest = newestFirst.get(0).getSeq();
    if (before.isPresent() && newest != before.getAsLong() - 1) {
      return Optional.empty();
    }
    for (int i = 0; i < newestFirst.size(); i++) {
      if (newestFirst.get(i).getSeq() != newest - i) {
        return Optional.empty();
      }
    }
    long oldest = newest - newestFirst.size() + 1;
    if (newestFirst.size() < limit && oldest > 1) {
      return Optional.empty();
    }
    List<Message> ascending = new ArrayList<>(newestFirst);
    Collections.reverse(ascending);
    return Optional.of(new MessagePage(ascending, oldest > 1));
  }

  private static Message message(byte[] bytes) {
    try {
      return Message.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      // Not ours: a message without a seq makes the page incomplete, and HBase is asked.
      return Message.getDefaultInstance();
    }
  }
}
