package dev.parley.history.recent;

import java.io.IOException;
import java.net.ServerSocket;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/** A real redis-server on a free port. */
public final class RedisProcess implements AutoCloseable {
  private final int port;
  private final RedisServer server;

  private RedisProcess(int port, RedisServer server) {
    this.port = port;
    this.server = server;
  }

  public static RedisProcess start() throws IOException {
    return startAt(freePort());
  }

  static RedisProcess startAt(int port) throws IOException {
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    server.start();
    return new RedisProcess(port, server);
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** For looking at what is inside, and for meddling. */
  public RedisClient client() {
    return RedisClient.create("127.0.0.1", port);
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
