package dev.parley.conversation;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.UserId;

/** What happened in a conversation. Others are told the outcome, never the request. */
public sealed interface Event {
  void accept(Visitor visitor);

  /** One method for every kind of event. */
  interface Visitor {
    void sequenced(Sequenced event);

    void repeated(Repeated event);

    void refused(Refused event);

    void cursorsMoved(CursorsMoved event);

    void forgotten(Forgotten event);

    void blockChanged(BlockChanged event);
  }

  /**
   * A message got its place in the conversation.
   *
   * @param time the time of the record that asked for it, ms since 1970: what everyone sees
   */
  record Sequenced(
      long seq, Sender sender, ClientMessageId id, long localSeq, Content content, long time)
      implements Event {
    @Override
    public void accept(Visitor visitor) {
      visitor.sequenced(this);
    }
  }

  /** A message that has its place already came again: nothing to tell anyone. */
  record Repeated(long seq) implements Event {
    @Override
    public void accept(Visitor visitor) {
      visitor.repeated(this);
    }
  }

  /** A message was not taken, and its device must hear of it. */
  record Refused(Sender sender, ClientMessageId id, ErrorCode code) implements Event {
    @Override
    public void accept(Visitor visitor) {
      visitor.refused(this);
    }
  }

  /** A member has got or read more than before. */
  record CursorsMoved(UserId user, Cursors cursors) implements Event {
    @Override
    public void accept(Visitor visitor) {
      visitor.cursorsMoved(this);
    }
  }

  /**
   * A member blocks the other, or no longer does.
   *
   * @param strangers what the two are to each other from now on: one of them blocks the other, or
   *     they have never talked
   */
  record BlockChanged(UserId user, BlockSetting setting, boolean strangers) implements Event {
    @Override
    public void accept(Visitor visitor) {
      visitor.blockChanged(this);
    }
  }

  /** An id left the memory; from now on the device's floor answers for it. */
  record Forgotten(Remembered message) implements Event {
    @Override
    public void accept(Visitor visitor) {
      visitor.forgotten(this);
    }
  }
}
