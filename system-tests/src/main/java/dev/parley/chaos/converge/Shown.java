package dev.parley.chaos.converge;

import dev.parley.chaos.converge.Copy.Cursors;
import dev.parley.client.ClientListener;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an application keeps of what it hears. It keeps the position with it: a client that was
 * dropped before its own was written tells the last updates again.
 */
final class Shown implements ClientListener {
  private final String user;
  private final SortedMap<Long, Message> messages = new TreeMap<>();
  private final Set<String> ids = new HashSet<>();
  private Cursors cursors = new Cursors(0, 0, 0, 0);
  private long position;
  private long shownTwice;

  Shown(String user) {
    this.user = user;
  }

  @Override
  public synchronized void onMessage(long at, Message message) {
    if (isNew(at)) {
      messages.put(message.getSeq(), message);
      shownTwice += ids.add(message.getFromDevice() + message.getClientMessageId()) ? 0 : 1;
    }
  }

  @Override
  public synchronized void onReceipt(long at, ReceiptUpdate receipt) {
    if (isNew(at)) {
      cursors =
          receipt.getUserId().equals(user)
              ? new Cursors(
                  receipt.getDelivered(),
                  receipt.getRead(),
                  cursors.peerDelivered(),
                  cursors.peerRead())
              : new Cursors(
                  cursors.delivered(), cursors.read(), receipt.getDelivered(), receipt.getRead());
    }
  }

  private boolean isNew(long at) {
    boolean isNew = at > position;
    position = Math.max(position, at);
    return isNew;
  }

  synchronized Copy copy() {
    return Copy.counted(user, messages.values(), cursors, shownTwice);
  }
}
