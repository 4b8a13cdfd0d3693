package dev.parley.history.job;

import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.protocol.v1.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A storage that can be away, and that notes every batch it was given. */
final class FakeStorage implements Storage<Message> {
  final List<List<Message>> batches = new ArrayList<>();
  int failuresLeft;
  boolean closed;

  @Override
  public void store(List<Message> records) throws HistoryUnavailableException {
    if (failuresLeft > 0) {
      failuresLeft--;
      throw new HistoryUnavailableException("away", new IOException("away"));
    }
    batches.add(records);
  }

  @Override
  public void close() {
    closed = true;
  }

  List<Long> seqs() {
    return batches.stream().flatMap(List::stream).map(Message::getSeq).toList();
  }
}
