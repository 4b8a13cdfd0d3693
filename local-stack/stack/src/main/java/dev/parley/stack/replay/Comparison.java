package dev.parley.stack.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the numbers in use differ from those of a replay.
 *
 * @param differences one line each
 * @param newer messages in use behind the last one of the replay: they came while it ran
 */
record Comparison(List<String> differences, int newer) {
  private static final int SHOWN = 5;

  Comparison {
    differences = List.copyOf(differences);
  }

  static Comparison of(Numbers replayed, Numbers inUse) {
    List<String> differences = new ArrayList<>(inUse.contradictions());
    int newer = 0;
    for (String conversation : replayed.conversations()) {
      Map<Long, String> there = inUse.of(conversation);
      replayed
          .of(conversation)
          .forEach(
              (seq, id) -> {
                String found = there.get(seq);
                if (found == null) {
                  differences.add("%s %d is missing (replay: %s)".formatted(conversation, seq, id));
                } else if (!found.equals(id)) {
                  differences.add(
                      "%s %d is %s (replay: %s)".formatted(conversation, seq, found, id));
                }
              });
    }
    for (String conversation : inUse.conversations()) {
      Map<Long, String> expected = replayed.of(conversation);
      long head = replayed.head(conversation);
      for (Map.Entry<Long, String> place : inUse.of(conversation).entrySet()) {
        if (place.getKey() > head) {
          newer++;
        } else if (!expected.containsKey(place.getKey())) {
          differences.add(
              "%s %d is %s (replay: nothing)"
                  .formatted(conversation, place.getKey(), place.getValue()));
        }
      }
    }
    return new Comparison(differences, newer);
  }

  /** Nothing is newer if nothing could come. */
  boolean identical(boolean quiet) {
    return differences.isEmpty() && (newer == 0 || !quiet);
  }

  List<String> lines(String source, boolean quiet) {
    List<String> lines = new ArrayList<>();
    String came = newer == 0 ? "" : ", %d newer".formatted(newer);
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %s%s",
            source,
            identical(quiet) ? "identical" : differences.size() + " differences",
            came));
    differences.stream().limit(SHOWN).map(line -> "  " + line).forEach(lines::add);
    return lines;
  }
}
