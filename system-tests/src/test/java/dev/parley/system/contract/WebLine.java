package dev.parley.system.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.system.fixture.Line;
import dev.parley.system.fixture.Parley;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The web client's core in a process of Node.js: see {@code clients/web/packages/core/node}. */
final class WebLine implements Line {
  private static final Path DEVICE =
      Parley.home().resolve("clients/web/packages/core/dist/device.js");
  private static final int OPEN = 0;

  private final Process process;
  private final BufferedWriter in;
  private final List<ServerFrame> heard = new CopyOnWriteArrayList<>();
  private volatile int closeCode = OPEN;

  private WebLine(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  static WebLine start(URI gateway, Client.Login login) {
    assumeTrue(
        Files.exists(DEVICE),
        "web core: not built (expected: ./parley test, with Node.js 20 or newer)");
    try {
      // Node.js 20 has WebSockets behind a flag; later ones ignore it.
      Process process =
          new ProcessBuilder(
                  "node",
                  "--experimental-websocket",
                  "--no-warnings",
                  DEVICE.toString(),
                  gateway.toString(),
                  login.user())
              .redirectError(Path.of("target/web-core.log").toFile())
              .start();
      WebLine line = new WebLine(process);
      Thread reader = new Thread(line::read, "web-core-" + login.user());
      reader.setDaemon(true);
      reader.start();
      Hello.Builder hello =
          Hello.newBuilder()
              .setToken(login.token())
              .setDeviceId(login.device())
              .setSince(login.since());
      line.say(ClientFrame.newBuilder().setHello(hello).build());
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("{")) {
          heard.add(FrameCodec.JSON.decodeServer(line.getBytes(StandardCharsets.UTF_8)));
        } else {
          closeCode = Integer.parseInt(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FrameException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void say(ClientFrame frame) {
    try {
      in.write(new String(FrameCodec.JSON.encode(frame), StandardCharsets.UTF_8));
      in.newLine();
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ServerFrame> heard() {
    return heard;
  }

  @Override
  public OptionalInt closeCode() {
    return closeCode == OPEN ? OptionalInt.empty() : OptionalInt.of(closeCode);
  }

  /** The end of its input ends the device. */
  @Override
  public void close() {
    try {
      in.close();
      process.waitFor(Parley.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
