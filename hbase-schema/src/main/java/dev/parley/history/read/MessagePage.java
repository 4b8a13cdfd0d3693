package dev.parley.history.read;

import dev.parley.protocol.v1.Message;
import java.util.List;

/** Messages by ascending seq; {@code hasMore} = there are older ones. */
public record MessagePage(List<Message> messages, boolean hasMore) {
  public MessagePage {
    messages = List.copyOf(messages);
  }
}
