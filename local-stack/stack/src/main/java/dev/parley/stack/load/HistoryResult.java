package dev.parley.stack.load;

import dev.parley.protocol.v1.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the history has of what was sent.
 *
 * @param missing sent, delivered, and not there
 * @param repeated there more than once
 * @param wrong another text or seq than was shown, a hole before it, or never sent
 */
record HistoryResult(int conversations, int messages, int missing, int repeated, int wrong) {
  static final HistoryResult NOTHING = new HistoryResult(0, 0, 0, 0, 0);

  /** Compares one conversation, which is all of this run. */
  static HistoryResult of(
      Script script, Ledger ledger, List<Integer> numbers, List<Message> messages) {
    Set<Integer> seen = new HashSet<>();
    int repeated = 0;
    int wrong = 0;
    long seq = 0;
    for (Message message : messages) {
      seq++;
      Optional<Integer> number = script.numberOf(message.getClientMessageId());
      if (number.isPresent() && !seen.add(number.get())) {
        repeated++;
      } else if (number.isEmpty()
          || !numbers.contains(number.get())
          || !script.get(number.get()).text().equals(message.getText())
          || !script.get(number.get()).from().equals(message.getFrom())
          || message.getSeq() != seq
          || message.getSeq() != ledger.seqOf(number.get())) {
        wrong++;
      }
    }
    int missing =
        (int)
            numbers.stream()
                .filter(number -> ledger.seqOf(number) != 0 && !seen.contains(number))
                .count();
    return new HistoryResult(1, messages.size(), missing, repeated, wrong);
  }

  static HistoryResult unreadable(int messages) {
    return new HistoryResult(1, 0, messages, 0, 0);
  }

  HistoryResult plus(HistoryResult other) {
    return new HistoryResult(
        conversations + other.conversations,
        messages + other.messages,
        missing + other.missing,
        repeated + other.repeated,
        wrong + other.wrong);
  }

  boolean clean() {
    return missing + repeated + wrong == 0;
  }
}
