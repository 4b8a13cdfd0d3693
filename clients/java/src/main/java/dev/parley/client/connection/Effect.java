package dev.parley.client.connection;

import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the machine wants done, to be done in the order given. */
public sealed interface Effect {
  void perform(Performer performer);

  /** The hands of the machine. */
  interface Performer {
    void fetchToken(int attempt);

    void openLink(int attempt, URI gateway);

    void closeLink(boolean alive);

    void sendFrame(ClientFrame frame);

    void savePosition(long position);

    void saveOutgoing(Send message);

    void forgetOutgoing(String clientMessageId);

    void settle(String clientMessageId, @Nullable Error refusal);

    void answer(String ref, ServerFrame frame);

    void announce(ServerFrame frame);

    void changeState(ConnectionState state);
  }

  record FetchToken(int attempt) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.fetchToken(attempt);
    }
  }

  record OpenLink(int attempt, URI gateway) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.openLink(attempt, gateway);
    }
  }

  /**
   * Gives up the present socket.
   *
   * @param alive false if the other side is believed dead: no closing handshake then
   */
  record CloseLink(boolean alive) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.closeLink(alive);
    }
  }

  record SendFrame(ClientFrame frame) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.sendFrame(frame);
    }
  }

  record SavePosition(long position) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.savePosition(position);
    }
  }

  record SaveOutgoing(Send message) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.saveOutgoing(message);
    }
  }

  record ForgetOutgoing(String clientMessageId) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.forgetOutgoing(clientMessageId);
    }
  }

  /** The fate of a message: accepted, or refused for good. */
  record Settle(String clientMessageId, @Nullable Error refusal) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.settle(clientMessageId, refusal);
    }
  }

  /** The answer to a request, or the error that it got instead. */
  record Answer(String ref, ServerFrame frame) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.answer(ref, frame);
    }
  }

  /** Something for the application's listener. */
  record Announce(ServerFrame frame) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.announce(frame);
    }
  }

  record ChangeState(ConnectionState state) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.changeState(state);
    }
  }
}
