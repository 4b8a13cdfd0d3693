package dev.parley.stack.chat;

import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.store.FileStore;
import dev.parley.protocol.id.UserId;
import dev.parley.stack.DataDir;
import dev.parley.stack.StackException;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.device.Devices;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.Tty;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Talks with one other person. */
@Command(
    name = "chat",
    description = {
      "Talks with one other person; /help says how.",
      "Several terminals of one person are several devices. Works with pipes, too."
    },
    mixinStandardHelpOptions = true)
public final class ChatCommand implements Callable<Integer> {
  private static final int THREADS = 2;
  private static final int PATIENCE_S = 10;
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--as", paramLabel = "USER", required = true, description = "Who you are.")
  private String self = "";

  @Option(names = "--to", paramLabel = "USER", required = true, description = "Whom you talk to.")
  private String peer = "";

  @Option(
      names = "--gateway",
      paramLabel = "N",
      defaultValue = "0",
      description = "The gateway to begin with (default: ${DEFAULT-VALUE}).")
  private int gateway;

  @Option(
      names = "--url",
      paramLabel = "ws://HOST:PORT",
      description = "A gateway elsewhere, instead of those of the stack here.")
  private @Nullable URI url;

  @Override
  public Integer call() throws InterruptedException {
    UserId user = userId("as", self);
    UserId other = userId("to", peer);
    if (user.equals(other)) {
      throw new StackException("to: %s (expected: another user than --as)".formatted(peer));
    }
    DataDir directory = data.get();
    Gateways gateways = url == null ? Gateways.ofRunning(directory) : Gateways.at(url);
    try (FileStore device = Devices.claim(directory.of("chat"), self);
        ClientRuntime runtime = new ClientRuntime(THREADS);
        Screen screen = screen()) {
      Chat chat = new Chat(user, other, screen, ChatCommand::timeOf);
      screen.line("%s to %s; /help".formatted(user, other));
      chat.start(
          runtime,
          ClientOptions.of(
                  gateways.sockets(gateway),
                  device.deviceId(),
                  gateways.tokens(runtime.http()).of(self))
              .withStore(device));
      return talk(chat, screen);
    }
  }

  private static int talk(Chat chat, Screen screen) throws InterruptedException {
    @Nullable String line = screen.readLine();
    while (line != null && chat.take(line)) {
      line = screen.readLine();
    }
    // A pipe that ended wants to see what there is; who types /quit wants to go.
    boolean seenAll = line != null || within(chat.ready());
    boolean saidAll = within(chat.answered());
    if (!seenAll) {
      screen.line("not connected in time");
    }
    if (!saidAll) {
      int kept = chat.unansweredCount();
      screen.line(
          kept > 0
              ? "kept for the next start: %d messages".formatted(kept)
              : "not answered in time");
    }
    boolean left = within(chat.leave());
    return seenAll && saidAll && left && !chat.hasFailed() ? 0 : 1;
  }

  private static boolean within(CompletableFuture<Void> end) throws InterruptedException {
    try {
      end.get(PATIENCE_S, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private Screen screen() {
    return Tty.isInteractive()
        ? TerminalScreen.open(self)
        : new PlainScreen(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  private static UserId userId(String option, String value) {
    try {
      return new UserId(value);
    } catch (IllegalArgumentException e) {
      throw new StackException(option + ": " + e.getMessage(), e);
    }
  }

  private static String timeOf(long millis) {
    ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault());
    boolean today = time.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
    return (today ? TODAY : EARLIER).format(time);
  }
}
