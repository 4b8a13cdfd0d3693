package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import dev.parley.stack.redis.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  @Test
  void namesThePortThatAnotherProcessListensOn() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PortCheck.requireFree(List.of(redisOn(taken.getLocalPort()))))
          .isInstanceOf(StackException.class)
          .hasMessage("port %d: taken (expected: free; use --port-offset)", taken.getLocalPort());
    }
  }

  @Test
  void acceptsAPortThatNobodyListensOn() throws IOException {
    int port;
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = once.getLocalPort();
    }
    assertThatCode(() -> PortCheck.requireFree(List.of(redisOn(port)))).doesNotThrowAnyException();
  }

  private static Component redisOn(int port) {
    Path nowhere = Path.of("unused");
    return new RedisServer(
        new Layout(
            new Home(nowhere), new DataDir(nowhere), new Ports(port - new Ports(0).redis())));
  }
}
