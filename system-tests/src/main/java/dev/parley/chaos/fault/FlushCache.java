package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Everything in Redis is deleted. */
public record FlushCache() implements Fault {
  @Override
  public String name() {
    return "Redis flushed";
  }

  @Override
  public Wound strike(Target target) {
    try (Jedis redis = new Jedis(HostAndPort.from(target.endpoints().redis()))) {
      long keys = redis.dbSize();
      redis.flushAll();
      return () -> keys == 0 ? "" : keys + " keys deleted";
    }
  }
}
