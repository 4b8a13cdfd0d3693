package dev.parley.system.contract;

import dev.parley.client.ClientListener;
import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.CaughtUp;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Resync;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.protocol.v1.Update;
import dev.parley.protocol.v1.Welcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a listener of the Java client is told, as the frames that it stands for. */
final class Heard implements ClientListener {
  private static final int OPEN = 0;

  private final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
  private volatile int closeCode = OPEN;

  void add(ServerFrame.Builder frame) {
    frames.add(frame.build());
  }

  List<ServerFrame> frames() {
    return frames;
  }

  OptionalInt closeCode() {
    return closeCode == OPEN ? OptionalInt.empty() : OptionalInt.of(closeCode);
  }

  @Override
  public void onMessage(long position, Message message) {
    add(frame().setUpdate(Update.newBuilder().setPosition(position).setMessage(message)));
  }

  @Override
  public void onReceipt(long position, ReceiptUpdate receipt) {
    add(frame().setUpdate(Update.newBuilder().setPosition(position).setReceipt(receipt)));
  }

  @Override
  public void onConversation(long position, ConversationUpdate conversation) {
    add(frame().setUpdate(Update.newBuilder().setPosition(position).setConversation(conversation)));
  }

  @Override
  public void onCaughtUp(long position) {
    add(frame().setCaughtUp(CaughtUp.newBuilder().setPosition(position)));
  }

  @Override
  public void onResync(long position) {
    add(frame().setResync(Resync.newBuilder().setPosition(position)));
  }

  @Override
  public void onPresence(Presence presence) {
    add(frame().setPresence(presence));
  }

  @Override
  public void onTyping(TypingNotice typing) {
    add(frame().setTyping(typing));
  }

  @Override
  public void onError(Error error) {
    add(frame().setError(error));
  }

  @Override
  public void onState(ConnectionState state) {
    if (state instanceof ConnectionState.Online online) {
      add(frame().setWelcome(Welcome.newBuilder().setUserId(online.userId())));
    } else if (state instanceof ConnectionState.Waiting lost) {
      closeCode = lost.closeCode();
    } else if (state instanceof ConnectionState.Closed ended) {
      closeCode = ended.closeCode();
    }
  }

  private static ServerFrame.Builder frame() {
    return ServerFrame.newBuilder();
  }
}
