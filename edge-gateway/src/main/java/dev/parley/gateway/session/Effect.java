package dev.parley.gateway.session;

import dev.parley.protocol.CloseCode;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.SessionRecord;

/** What a session wants done. Effects are performed in the order they were given. */
public sealed interface Effect {
  void perform(Handler handler);

  /** The session exists from here on: pushes must find it before delivery hears of it. */
  record Open(UserId user) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.open(user);
    }
  }

  record Transmit(OutFrame frame) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.transmit(frame);
    }
  }

  record AppendSend(long ticket, InboundRecord record) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.appendSend(ticket, record);
    }
  }

  record AppendReceipt(InboundRecord record) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.appendReceipt(record);
    }
  }

  record AppendBlock(String ref, InboundRecord record) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.appendBlock(this);
    }
  }

  record AppendSession(SessionRecord record) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.appendSession(record);
    }
  }

  record ReadFeed(UserId user, long fromPosition, int limit) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.readFeed(this);
    }
  }

  record ReadHistory(ConversationId conversation, HistoryRequest request) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.readHistory(this);
    }
  }

  record ReadConversations(UserId user, ConversationsRequest request) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.readConversations(this);
    }
  }

  record Presence(PresenceEffect what) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.presence(what);
    }
  }

  record Ping() implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.ping();
    }
  }

  record PauseReading() implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.pauseReading();
    }
  }

  record ResumeReading() implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.resumeReading();
    }
  }

  /** The last effect of a session. */
  record Close(CloseCode code) implements Effect {
    @Override
    public void perform(Handler handler) {
      handler.close(code);
    }
  }

  /** Performs each kind of effect. */
  interface Handler {
    void open(UserId user);

    void transmit(OutFrame frame);

    void appendSend(long ticket, InboundRecord record);

    void appendReceipt(InboundRecord record);

    void appendBlock(AppendBlock block);

    void appendSession(SessionRecord record);

    void readFeed(ReadFeed query);

    void readHistory(ReadHistory query);

    void readConversations(ReadConversations query);

    void presence(PresenceEffect what);

    void ping();

    void pauseReading();

    void resumeReading();

    void close(CloseCode code);
  }
}
