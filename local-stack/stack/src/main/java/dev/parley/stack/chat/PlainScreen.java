package dev.parley.stack.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain lines, for pipes and files: what changes is said in a new line. */
final class PlainScreen implements Screen {
  private final BufferedReader in;
  private final PrintStream out;

  PlainScreen(BufferedReader in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public @Nullable String readLine() {
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void line(String text) {
    out.println("-- " + text);
  }

  @Override
  public void message(String time, String from, String text, @Nullable Tick tick) {
    String ticked = tick == null ? "" : "  " + tick.sign() + " " + tick.word();
    out.println(time + " " + from + ": " + text + ticked);
  }

  @Override
  public void ticks(List<Conversation.Ticked> changed, List<Conversation.Ticked> recent) {
    for (Conversation.Ticked message : changed) {
      out.println(message.tick().sign() + " " + message.tick().word() + ": " + message.text());
    }
  }

  @Override
  public void presence(String words) {
    if (!words.isEmpty()) {
      line(words);
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
