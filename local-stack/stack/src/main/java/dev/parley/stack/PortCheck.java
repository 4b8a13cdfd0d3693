package dev.parley.stack;

import dev.parley.stack.component.Component;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;

/** Finds taken ports before anything is started. */
final class PortCheck {
  private PortCheck() {}

  /** Refuses, with one line for each port that another process listens on. */
  static void requireFree(List<Component> components) {
    String taken =
        components.stream()
            .flatMap(component -> component.ports().stream())
            .filter(port -> !free(port))
            .map(port -> "port %d: taken (expected: free; use --port-offset)".formatted(port))
            .collect(Collectors.joining(System.lineSeparator()));
    if (!taken.isEmpty()) {
      throw new StackException(taken);
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
