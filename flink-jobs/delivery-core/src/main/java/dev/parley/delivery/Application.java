package dev.parley.delivery;

import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Update;

/** Writes one event to a store. */
final class Application implements FeedEvent.Visitor {
  private final FeedStore store;

  Application(FeedStore store) {
    this.store = store;
  }

  @Override
  public void numbered(FeedEvent.Numbered event) {
    Update update = event.update();
    switch (update.getEntryCase()) {
      case MESSAGE -> {
        Message message = update.getMessage();
        store.setLastSeq(message.getConversationId(), message.getSeq());
      }
      case RECEIPT -> {
        ReceiptUpdate receipt = update.getReceipt();
        store.setCursors(
            receipt.getConversationId(),
            receipt.getUserId(),
            new Cursors(receipt.getDelivered(), receipt.getRead()));
      }
      case CONVERSATION -> {
        ConversationUpdate conversation = update.getConversation();
        store.setSettingVersion(conversation.getConversationId(), conversation.getVersion());
      }
      case ENTRY_NOT_SET -> throw new IllegalStateException("an empty update was numbered");
    }
    store.setPosition(update.getPosition());
    store.putTail(update);
    long outOfTail = update.getPosition() - FeedMachine.TAIL_UPDATES;
    if (outOfTail > 0) {
      store.removeTail(outOfTail);
    }
  }

  @Override
  public void repeatDropped(FeedEvent.RepeatDropped event) {}

  @Override
  public void pushed(FeedEvent.Pushed event) {}

  @Override
  public void sessionKept(FeedEvent.SessionKept event) {
    store.putSession(event.session());
  }

  @Override
  public void sessionDropped(FeedEvent.SessionDropped event) {
    store.removeSession(event.session().id());
  }

  @Override
  public void refusalKept(FeedEvent.RefusalKept event) {
    store.setRefusals(store.refusals().with(event.refusal(), event.time()));
  }
}
