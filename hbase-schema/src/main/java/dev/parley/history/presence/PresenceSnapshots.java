package dev.parley.history.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.history.recent.RecentStore;
import dev.parley.protocol.RedisKeys;
import dev.parley.protocol.v1.PresenceStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** The reading side: what this user may see, as far as Redis has it. */
public final class PresenceSnapshots {
  private final RecentStore store;

  public PresenceSnapshots(RecentStore store) {
    this.store = store;
  }

  /** Empty for those whom Redis doesn't have, or who have not been shown to this user before. */
  public List<PresenceStatus> read(String viewer, Collection<String> users) {
    return store.ask(redis -> read(redis, viewer, users)).orElse(List.of());
  }

  private static List<PresenceStatus> read(
      RedisClient redis, String viewer, Collection<String> users) {
    OptionalLong generation = RecentStore.generation(redis, RedisKeys.PRESENCE_GENERATION);
    if (generation.isEmpty()) {
      return List.of();
    }
    List<Response<List<byte[]>>> answers = new ArrayList<>();
    try (Pipeline pipeline = redis.pipelined()) {
      for (String user : users) {
        answers.add(
            pipeline.hmget(
                bytes(RedisKeys.presence(generation.getAsLong(), user)),
                bytes(RedisKeys.PRESENCE_STATUS),
                bytes(RedisKeys.presenceViewer(viewer))));
      }
      pipeline.sync();
    }
    List<PresenceStatus> found = new ArrayList<>();
    for (Response<List<byte[]>> answer : answers) {
      List<byte[]> fields = answer.get();
      if (fields.get(0) != null && fields.get(1) != null) {
        add(found, fields.get(0));
      }
    }
    return found;
  }

  private static void add(List<PresenceStatus> found, byte[] status) {
    try {
      found.add(PresenceStatus.parseFrom(status));
    } catch (InvalidProtocolBufferException e) {
      // Not ours: as if it weren't there; the job answers as well.
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
