package dev.parley.chaos.converge;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.Message;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The conversation as one place knows it.
 *
 * @param messages sender and id by seq
 * @param unread others' messages after {@code read}, counted up to a limit
 * @param shownTwice messages that the application got to show again
 */
record Copy(SortedMap<Long, String> messages, Cursors cursors, long unread, long shownTwice) {

  /** How far the user and the other one are. */
  record Cursors(long delivered, long read, long peerDelivered, long peerRead) {}

  /** For places that keep messages and do not count. */
  static Copy counted(String user, Collection<Message> messages, Cursors cursors, long shownTwice) {
    SortedMap<Long, String> ids = new TreeMap<>();
    messages.forEach(message -> ids.put(message.getSeq(), contentOf(message)));
    long unread =
        messages.stream()
            .filter(message -> message.getSeq() > cursors.read())
            .filter(message -> !message.getFrom().equals(user))
            .count();
    return new Copy(ids, cursors, Math.min(unread, ProtocolLimits.UNREAD_COUNT_MAX), shownTwice);
  }

  static String contentOf(Message message) {
    return message.getFrom() + " " + message.getClientMessageId() + " " + message.getText();
  }

  long head() {
    return messages.isEmpty() ? 0 : messages.lastKey();
  }

  /** Messages that this place lacks or has otherwise than the other. */
  long differencesFrom(Copy other) {
    SortedMap<Long, String> all = new TreeMap<>(messages);
    all.putAll(other.messages);
    return all.keySet().stream()
        .filter(seq -> !other.messages.getOrDefault(seq, "").equals(messages.get(seq)))
        .count();
  }
}
