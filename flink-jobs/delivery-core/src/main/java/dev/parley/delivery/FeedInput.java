package dev.parley.delivery;

import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Refusal;

/**
 * What happens to a user's feed. Only the first three are numbered, and they come from one topic.
 */
public sealed interface FeedInput {
  <R> R accept(Visitor<R> visitor);

  /** A message of one of the user's conversations. */
  record MessageArrived(Message message) implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.messageArrived(this);
    }
  }

  /** A member's cursors moved. */
  record ReceiptMoved(ReceiptUpdate receipt) implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.receiptMoved(this);
    }
  }

  /** The user set something for one of their conversations. */
  record ConversationChanged(ConversationUpdate conversation) implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conversationChanged(this);
    }
  }

  /** A send of one of the user's devices was not taken. */
  record SendRefused(Refusal refusal) implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sendRefused(this);
    }
  }

  /** A device connected; {@code since} is the last position it has. */
  record Opened(Session session, long since) implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.opened(this);
    }
  }

  /** A gateway found or filled a gap in what it passes on to a session. */
  record FeedWanted(Session session, long since) implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.feedWanted(this);
    }
  }

  record Closed(Session session) implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.closed(this);
    }
  }

  /** The feed is numbered as far as it ever was: who is still ahead of it is really ahead. */
  record ReplayEnded() implements FeedInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.replayEnded(this);
    }
  }

  interface Visitor<R> {
    R messageArrived(MessageArrived input);

    R receiptMoved(ReceiptMoved input);

    R conversationChanged(ConversationChanged input);

    R sendRefused(SendRefused input);

    R opened(Opened input);

    R feedWanted(FeedWanted input);

    R closed(Closed input);

    R replayEnded(ReplayEnded input);
  }
}
