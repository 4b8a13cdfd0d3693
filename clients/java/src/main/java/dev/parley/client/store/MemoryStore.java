package dev.parley.client.store;

import dev.parley.protocol.v1.Send;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers for as long as it lives; one client after the other may use it. */
public final class MemoryStore implements DeviceStore {
  private final Map<String, Send> outgoing = new LinkedHashMap<>();
  private long position;
  private long lastLocalSeq;

  public MemoryStore() {
    this(0, 0);
  }

  public MemoryStore(long position, long lastLocalSeq) {
    this.position = position;
    this.lastLocalSeq = lastLocalSeq;
  }

  @Override
  public synchronized Saved load() {
    return new Saved(position, lastLocalSeq, new ArrayList<>(outgoing.values()));
  }

  @Override
  public synchronized void savePosition(long newPosition) {
    position = newPosition;
  }

  @Override
  public synchronized void saveOutgoing(Send message) {
    useUpTo(message.getLocalSeq());
    outgoing.put(message.getClientMessageId(), message);
  }

  /** No localSeq up to this one is used again. */
  synchronized void useUpTo(long localSeq) {
    lastLocalSeq = Math.max(lastLocalSeq, localSeq);
  }

  @Override
  public synchronized void forgetOutgoing(String clientMessageId) {
    outgoing.remove(clientMessageId);
  }
}
