package dev.parley.conversation;

import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.ConversationId;

/** What a device asks of a conversation. */
public sealed interface Command {
  ConversationId conversation();

  Sender sender();

  <R> R accept(Visitor<R> visitor);

  /** One method for every kind of command. */
  interface Visitor<R> {
    R send(Send send);

    R receipt(Receipt receipt);

    R block(Block block);
  }

  /**
   * A message, for the first time or again.
   *
   * @param localSeq the device's own count of messages it has sent, from 1; a resend keeps it
   */
  record Send(
      ConversationId conversation,
      Sender sender,
      ClientMessageId id,
      long localSeq,
      Content content)
      implements Command {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.send(this);
    }
  }

  /** Everything up to these seqs was delivered to, and read by, the sender. 0 = not said. */
  record Receipt(ConversationId conversation, Sender sender, long delivered, long read)
      implements Command {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.receipt(this);
    }
  }

  /** The sender blocks the other member, or no longer does. */
  record Block(ConversationId conversation, Sender sender, boolean on) implements Command {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.block(this);
    }
  }
}
