package dev.parley.stack.load;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.UserId;
import dev.parley.stack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a file of {@code time, from, to, text} says, without the lines that can't be sent.
 *
 * @param skipped how many lines were left out, by reason
 */
public record Dialogues(List<Line> lines, Map<String, Integer> skipped) {
  private static final String COLUMN = "\t";
  private static final int COLUMNS = 4;

  /** One message to send. */
  public record Line(String from, String to, String text) {}

  public Dialogues {
    lines = List.copyOf(lines);
  }

  /** The first so many lines that can be sent, whoever says them. */
  public static List<Line> firstOf(Path file, int linesMax) {
    return read(file, linesMax, Integer.MAX_VALUE, Integer.MAX_VALUE).lines();
  }

  /**
   * Reads a file.
   *
   * @param linesMax the first so many lines that can be sent
   * @param usersMax lines that would need more different users are left out
   * @param nameMax names may be this long, to leave room for what a run adds
   */
  static Dialogues read(Path file, int linesMax, int usersMax, int nameMax) {
    try (Stream<String> rows = Files.lines(file, StandardCharsets.UTF_8)) {
      return parse(rows, linesMax, usersMax, nameMax);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new StackException(
          "file: %s (expected: readable, UTF-8, lines of time, from, to, text)".formatted(file), e);
    }
  }

  static Dialogues parse(Stream<String> rows, int linesMax, int usersMax, int nameMax) {
    List<Line> lines = new ArrayList<>();
    Map<String, Integer> skipped = new TreeMap<>();
    Set<String> users = new LinkedHashSet<>();
    for (String row : (Iterable<String>) rows::iterator) {
      if (lines.size() == linesMax) {
        break;
      }
      if (row.startsWith("#") || row.isBlank()) {
        continue;
      }
      String[] columns = row.split(COLUMN, COLUMNS);
      Optional<String> reason = whyNot(columns, users, usersMax, nameMax);
      if (reason.isPresent()) {
        skipped.merge(reason.get(), 1, Integer::sum);
      } else {
        users.add(columns[1]);
        users.add(columns[2]);
        lines.add(new Line(columns[1], columns[2], columns[3]));
      }
    }
    return new Dialogues(lines, skipped);
  }

  /** Everyone who says or is told something. */
  Set<String> users() {
    Set<String> users = new LinkedHashSet<>();
    for (Line line : lines) {
      users.add(line.from());
      users.add(line.to());
    }
    return users;
  }

  private static Optional<String> whyNot(
      String[] columns, Set<String> users, int usersMax, int nameMax) {
    if (columns.length != COLUMNS) {
      return Optional.of("not time, from, to, text");
    }
    if (!isName(columns[1], nameMax) || !isName(columns[2], nameMax)) {
      return Optional.of("a name that is no user id, or longer than " + nameMax);
    }
    if (columns[1].equals(columns[2])) {
      return Optional.of("to oneself");
    }
    int bytes = columns[3].getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > ProtocolLimits.TEXT_MAX_BYTES) {
      return Optional.of("a text that is empty or over 16 KiB");
    }
    long more = Stream.of(columns[1], columns[2]).filter(user -> !users.contains(user)).count();
    return users.size() + more > usersMax
        ? Optional.of("more users than connections")
        : Optional.empty();
  }

  private static boolean isName(String name, int nameMax) {
    try {
      return new UserId(name).value().length() <= nameMax;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
