package dev.parley.stack.load;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Send;
import dev.parley.stack.device.RunId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The messages of one run, numbered from 0. A message's number is in its id, so that whoever sees
 * the message knows which one it is.
 *
 * @param idHigh the upper half of every id of this run
 */
record Script(List<Planned> messages, long idHigh) {

  /** One message, with the names of this run. */
  record Planned(String from, String to, String text) {
    String conversation() {
      return ConversationId.direct(new UserId(from), new UserId(to)).value();
    }
  }

  Script {
    messages = List.copyOf(messages);
  }

  static Script of(List<Dialogues.Line> lines, RunId run, long idHigh) {
    return new Script(
        lines.stream()
            .map(line -> new Planned(run.user(line.from()), run.user(line.to()), line.text()))
            .toList(),
        idHigh);
  }

  int size() {
    return messages.size();
  }

  Planned get(int number) {
    return messages.get(number);
  }

  Send draft(int number) {
    Planned planned = messages.get(number);
    return Send.newBuilder()
        .setTo(planned.to())
        .setClientMessageId(new UUID(idHigh, number).toString())
        .setText(planned.text())
        .build();
  }

  /** Which message this id is, empty if none of this run. */
  Optional<Integer> numberOf(String clientMessageId) {
    UUID id = UUID.fromString(clientMessageId);
    long number = id.getLeastSignificantBits();
    boolean ours = id.getMostSignificantBits() == idHigh && number >= 0 && number < size();
    return ours ? Optional.of((int) number) : Optional.empty();
  }

  /** The numbers of each conversation's messages. */
  Map<String, List<Integer>> conversations() {
    Map<String, List<Integer>> byConversation = new LinkedHashMap<>();
    IntStream.range(0, size())
        .forEach(
            number ->
                byConversation
                    .computeIfAbsent(messages.get(number).conversation(), c -> new ArrayList<>())
                    .add(number));
    return byConversation;
  }
}
