package dev.parley.history.recent;

import dev.parley.protocol.RedisKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The way to Redis: no call takes long, a dead Redis is hardly ever asked, and a failure is an
 * answer, not an exception. Safe for use by many threads.
 */
public final class RecentStore implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMillis(200);
  private static final Duration TRIAL_PAUSE = Duration.ofSeconds(2);
  private static final int FAILURES_TO_OPEN = 3;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final int CONNECTIONS = 8;

  private final RedisClient redis;
  private final CircuitBreaker breaker;

  private RecentStore(RedisClient redis, CircuitBreaker breaker) {
    this.redis = redis;
    this.breaker = breaker;
  }

  /** {@code address} is HOST:PORT. Connects to nothing yet. */
  public static RecentStore at(String address) {
    return new RecentStore(
        client(HostAndPort.from(address)),
        new CircuitBreaker(FAILURES_TO_OPEN, TRIAL_PAUSE, System::nanoTime));
  }

  /** What Redis answered, or empty if it was not asked or failed. */
  public <T> Optional<T> ask(Function<RedisClient, T> question) {
    if (!breaker.allows()) {
      return Optional.empty();
    }
    try {
      T answer = question.apply(redis);
      breaker.succeeded();
      return Optional.of(answer);
    } catch (JedisException e) {
      breaker.failed(e);
      return Optional.empty();
    }
  }

  /** Empty if there is none, or something that no writer of ours has put there. */
  static OptionalLong generation(RedisClient redis) {
    return generation(redis, RedisKeys.RECENT_GENERATION);
  }

  /** A counter that tells what is to be trusted; empty as above. */
  public static OptionalLong generation(RedisClient redis, String key) {
    String value = redis.get(key);
    return value != null && NUMBER.matcher(value).matches()
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    redis.close();
  }

  private static RedisClient client(HostAndPort address) {
    int timeoutMs = Math.toIntExact(TIMEOUT.toMillis());
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxWait(TIMEOUT);
    pool.setJmxEnabled(false);
    return RedisClient.builder()
        .hostAndPort(address)
        .clientConfig(
            DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(timeoutMs)
                .socketTimeoutMillis(timeoutMs)
                .build())
        .poolConfig(pool)
        .build();
  }
}
