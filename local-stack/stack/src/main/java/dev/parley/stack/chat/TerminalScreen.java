package dev.parley.stack.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * A terminal: messages go by above the line that is being typed, and the ticks of the last own
 * messages stay, and change, in the row below it.
 */
final class TerminalScreen implements Screen {
  private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
  private static final AttributedStyle READ =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN).bold();
  private static final AttributedStyle REFUSED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
  private static final AttributedStyle SELF =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle PEER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

  private final String self;
  private final Terminal terminal;
  private final LineReader reader;
  private List<Conversation.Ticked> recent = List.of();
  private String presence = "";

  private TerminalScreen(String self, Terminal terminal, LineReader reader) {
    this.self = self;
    this.terminal = terminal;
    this.reader = reader;
  }

  static TerminalScreen open(String self) {
    try {
      Terminal terminal =
          TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build();
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      return new TerminalScreen(self, terminal, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String readLine() {
    try {
      return reader.readLine(self + "> ");
    } catch (EndOfFileException | UserInterruptException end) {
      return null;
    }
  }

  @Override
  public void line(String text) {
    reader.printAbove(new AttributedString(text, FAINT));
  }

  @Override
  public void message(String time, String from, String text, @Nullable Tick tick) {
    AttributedStringBuilder line =
        new AttributedStringBuilder()
            .styled(FAINT, time)
            .append(' ')
            .styled(from.equals(self) ? SELF : PEER, from + ":")
            .append(' ')
            .append(text);
    if (tick != null && tick != Tick.PENDING) { // what is on its way has its sign below
      line.append("  ").styled(styleOf(tick), tick.sign());
    }
    reader.printAbove(line.toAttributedString());
  }

  @Override
  public synchronized void ticks(
      List<Conversation.Ticked> changed, List<Conversation.Ticked> newRecent) {
    recent = newRecent;
    showStatus();
  }

  @Override
  public synchronized void presence(String words) {
    presence = words;
    showStatus();
  }

  private void showStatus() {
    @Nullable Status status = Status.getStatus(terminal);
    if (status != null) {
      status.update(List.of(row()));
    }
  }

  /** The newest first, so that a narrow terminal cuts the oldest. */
  private AttributedString row() {
    AttributedStringBuilder row = new AttributedStringBuilder();
    if (!presence.isEmpty()) {
      row.styled(PEER, presence).append("   ");
    }
    for (int i = recent.size() - 1; i >= 0; i--) {
      Conversation.Ticked message = recent.get(i);
      row.styled(styleOf(message.tick()), message.tick().sign() + " " + message.tick().word())
          .append(' ')
          .styled(FAINT, message.text())
          .append("   ");
    }
    return row.toAttributedString().columnSubSequence(0, Math.max(1, terminal.getWidth() - 1));
  }

  private static AttributedStyle styleOf(Tick tick) {
    return switch (tick) {
      case READ -> READ;
      case REFUSED -> REFUSED;
      case PENDING, SENT, DELIVERED -> FAINT;
    };
  }

  @Override
  public void close() {
    @Nullable Status status = Status.getStatus(terminal);
    if (status != null) {
      status.update(List.of());
    }
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
