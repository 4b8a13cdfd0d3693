package dev.parley.client.outbox;

import dev.parley.protocol.v1.Send;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that no gateway has accepted yet, in the order of their localSeq. They leave it in that
 * order, also after a reconnect, because the order of arrival is what the server keeps.
 */
public final class Outbox {
  private final Map<String, Send> messages = new LinkedHashMap<>();
  private final Set<String> inFlight = new HashSet<>();
  private long lastLocalSeq;

  public Outbox(long lastLocalSeq, Collection<Send> unaccepted) {
    this.lastLocalSeq = lastLocalSeq;
    unaccepted.forEach(message -> messages.put(keyOf(message.getClientMessageId()), message));
  }

  public boolean contains(String clientMessageId) {
    return messages.containsKey(keyOf(clientMessageId));
  }

  /** Takes a message in and gives it its localSeq. */
  public Send add(Send draft) {
    lastLocalSeq++;
    Send message = draft.toBuilder().setLocalSeq(lastLocalSeq).build();
    messages.put(keyOf(message.getClientMessageId()), message);
    return message;
  }

  /** What may be sent now, with at most {@code window} messages unanswered on one connection. */
  public List<Send> take(int window) {
    List<Send> taken = new ArrayList<>();
    for (Map.Entry<String, Send> entry : messages.entrySet()) {
      if (inFlight.size() >= window) {
        break;
      }
      if (inFlight.add(entry.getKey())) {
        taken.add(entry.getValue());
      }
    }
    return taken;
  }

  /** Accepted or refused for good: the message as it was handed in, null if settled before. */
  public @Nullable Send settle(String clientMessageId) {
    String key = keyOf(clientMessageId);
    inFlight.remove(key);
    return messages.remove(key);
  }

  /** Not taken this time: it is to be sent again. */
  public void putBack(String clientMessageId) {
    inFlight.remove(keyOf(clientMessageId));
  }

  /** The connection is gone, and with it every answer that was awaited. */
  public void putBackAll() {
    inFlight.clear();
  }

  private static String keyOf(String clientMessageId) {
    return clientMessageId.toLowerCase(Locale.ROOT); // as a server compares ids
  }
}
