package dev.parley.client;

import dev.parley.client.connection.ClientMachine;
import dev.parley.client.connection.ConnectionState;
import dev.parley.client.connection.Effect;
import dev.parley.client.transport.Failures;
import dev.parley.client.transport.Transport;
import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the machine's turns, one at a time, and does what it wants done. It decides nothing. */
final class Runner implements Effect.Performer {
  /**
   * What the listener may be behind before the socket is left unread, so that memory stays flat.
   */
  private static final int UNHANDLED_MAX = 1000;

  /** One event for the machine. */
  interface Turn {
    List<Effect> on(ClientMachine machine, long now);
  }

  private final ClientRuntime runtime;
  private final ClientOptions options;
  private final Announcer announcer;
  private final SerialExecutor turns;
  private final Calls calls;
  private final ClientMachine machine;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private CompletableFuture<Void> lastWireEnded = CompletableFuture.completedFuture(null);
  private @Nullable Wire wire;
  private @Nullable ScheduledFuture<?> alarm;
  private long alarmAt = Long.MAX_VALUE;
  private int unhandled;

  Runner(ClientRuntime runtime, ClientOptions options, ClientListener listener) {
    this.runtime = runtime;
    this.options = options;
    this.announcer = new Announcer(listener, new SerialExecutor(runtime.executor()));
    this.turns = new SerialExecutor(runtime.executor());
    this.calls = new Calls(runtime.executor());
    this.machine =
        new ClientMachine(
            options.settings(),
            options.store().load(),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Complete when the client has ended and its socket is gone. */
  CompletableFuture<Void> closed() {
    return closed.copy();
  }

  void post(Turn turn) {
    turns.execute(
        () -> {
          for (Effect effect : turn.on(machine, now())) {
            effect.perform(this);
          }
          if (wire != null && unhandled < UNHANDLED_MAX) {
            wire.requestNext();
          }
          setAlarm();
        });
  }

  void send(Send draft, CompletableFuture<Accepted> accepted) {
    post(
        (m, now) ->
            calls.awaitAccepted(draft.getClientMessageId(), accepted)
                ? m.send(draft, now)
                : List.of());
  }

  void request(String ref, ClientFrame frame, CompletableFuture<ServerFrame> answer) {
    post((m, now) -> calls.awaitAnswer(ref, answer) ? m.request(ref, frame) : List.of());
  }

  @Override
  public void fetchToken(int attempt) {
    var unused =
        options
            .tokens()
            .token()
            .whenComplete(
                (token, failure) ->
                    post(
                        (m, now) ->
                            failure == null
                                ? m.tokenFetched(attempt, token, now)
                                : m.tokenFailed(attempt, Failures.reasonOf(failure), now)));
  }

  @Override
  public void openLink(int attempt, URI gateway) {
    wire = new Wire(attempt, options.codec(), this);
    lastWireEnded = wire.ended();
    Transport.Target target =
        new Transport.Target(
            gateway.resolve("/v1/connect"), List.of(options.codec().subprotocol()), Map.of());
    runtime.transport().open(target, wire);
  }

  @Override
  public void closeLink(boolean alive) {
    if (wire != null) {
      wire.close(alive);
      wire = null;
    }
  }

  @Override
  public void sendFrame(ClientFrame frame) {
    if (wire != null) {
      wire.send(frame);
    }
  }

  @Override
  public void savePosition(long position) {
    options.store().savePosition(position);
  }

  @Override
  public void saveOutgoing(Send message) {
    options.store().saveOutgoing(message);
  }

  @Override
  public void forgetOutgoing(String clientMessageId) {
    options.store().forgetOutgoing(clientMessageId);
  }

  @Override
  public void settle(String clientMessageId, @Nullable Error refusal) {
    calls.settle(clientMessageId, refusal);
  }

  @Override
  public void answer(String ref, ServerFrame frame) {
    calls.answer(ref, frame);
  }

  @Override
  public void announce(ServerFrame frame) {
    unhandled++;
    announcer.announce(
        frame,
        () ->
            post(
                (m, now) -> {
                  unhandled--;
                  return m.handled(frame, now);
                }));
  }

  @Override
  public void changeState(ConnectionState state) {
    if (state instanceof ConnectionState.Closed end) {
      calls.close(new ClientClosedException(end.closeCode(), end.reason()));
      var unused = lastWireEnded.whenComplete((done, failure) -> closed.complete(null));
    }
    announcer.announce(state);
  }

  private void setAlarm() {
    long deadline = machine.deadline();
    if (deadline == alarmAt) {
      return;
    }
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
    alarmAt = deadline;
    if (deadline != Long.MAX_VALUE) {
      alarm =
          runtime
              .executor()
              .schedule(this::onAlarm, Math.max(0, deadline - now()), TimeUnit.MILLISECONDS);
    }
  }

  private void onAlarm() {
    post(
        (m, now) -> {
          alarmAt = Long.MAX_VALUE;
          return m.tick(now);
        });
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
