package dev.parley.chaos.converge;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chaos.converge.Copy.Cursors;
import dev.parley.chaos.history.DeviceKey;
import dev.parley.stack.StackException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The messenger of the web client in a process of Node.js: see {@code
 * clients/web/packages/core/node}. Dropped means: without a network.
 */
final class WebReplica implements Replica {
  private static final Path SCRIPT = Path.of("clients/web/packages/core/dist/messenger.js");
  private static final int END_WITHIN_S = 10;

  private final DeviceKey key;
  private final String conversation;
  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private boolean up = true;

  /** Starts it; the token goes over its input, so that no process list shows it. */
  WebReplica(DeviceKey key, String conversation, Path home, List<URI> sockets, String token) {
    this.key = key;
    this.conversation = conversation;
    Path script = home.resolve(SCRIPT);
    if (!Files.exists(script)) {
      throw new StackException(
          "%s: missing (expected: Node.js 20 or newer, npm run build)".formatted(script));
    }
    try {
      // Node.js 20 has WebSockets behind a flag; later ones ignore it.
      process =
          new ProcessBuilder("node", "--experimental-websocket", "--no-warnings", script.toString())
              .redirectError(Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new StackException("node: can't be started (expected: Node.js 20 or newer)", e);
    }
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
    tell(
        Map.of(
            "kind", "start",
            "userId", key.user(),
            "deviceId", key.device(),
            "token", token,
            "gateways", sockets.stream().map(URI::toString).toList()));
  }

  @Override
  public DeviceKey key() {
    return key;
  }

  @Override
  public String client() {
    return "web";
  }

  @Override
  public synchronized boolean isUp() {
    return up;
  }

  @Override
  public void say(String peer, UUID id, String text) {
    tell(Map.of("kind", "send", "to", peer, "id", id.toString(), "text", text));
  }

  @Override
  public void read(long seq) {
    tell(Map.of("kind", "read", "conversationId", conversation, "seq", seq));
  }

  @Override
  public synchronized void drop() {
    up = false;
    tell(Map.of("kind", "offline"));
  }

  @Override
  public synchronized void comeBack() {
    up = true;
    tell(Map.of("kind", "wake"));
  }

  @Override
  public synchronized Copy copy() {
    tell(Map.of("kind", "copy", "conversationId", conversation));
    try {
      String line = out.readLine();
      if (line == null) {
        throw new StackException("%s: ended (expected: runs to the end)".formatted(key.device()));
      }
      JsonNode said = json.readTree(line);
      TreeMap<Long, String> messages =
          json.convertValue(said.get("messages"), new TypeReference<TreeMap<Long, String>>() {});
      Cursors cursors =
          new Cursors(
              said.path("delivered").asLong(),
              said.path("read").asLong(),
              said.path("peerDelivered").asLong(),
              said.path("peerRead").asLong());
      return new Copy(
          messages, cursors, said.path("unread").asLong(), said.path("shownTwice").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void tell(Map<String, Object> command) {
    try {
      in.write(json.writeValueAsString(command));
      in.newLine();
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
      process.waitFor(END_WITHIN_S, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
