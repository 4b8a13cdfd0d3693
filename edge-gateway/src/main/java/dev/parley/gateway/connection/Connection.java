package dev.parley.gateway.connection;

import dev.parley.gateway.session.Effect;
import dev.parley.gateway.session.Push;
import dev.parley.gateway.session.SessionMachine;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Runs a session machine: inputs come from any thread, are taken one after the other on the
 * connection's event loop, and their effects are performed there. One flush ends each round, so
 * that what was caused together leaves together.
 */
public final class Connection {
  private final SessionMachine machine;
  private final EventLoop loop;
  private final Performer performer;
  private final LongSupplier clock;

  private final Queue<Input> inputs = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  // Only touched on the event loop.
  private boolean running;
  private long timerAt = Long.MAX_VALUE;
  private Runnable cancelTimer = () -> {};

  /** Something that happened. */
  @FunctionalInterface
  interface Input {
    List<Effect> into(SessionMachine machine, long now);
  }

  Connection(SessionMachine machine, EventLoop loop, Performer performer, LongSupplier clock) {
    this.machine = machine;
    this.loop = loop;
    this.performer = performer;
    this.clock = clock;
  }

  void start() {
    performer.start(this);
    scheduleTimer();
  }

  public void received(ClientFrame frame) {
    performer.countReceived(frame);
    post((machine, now) -> machine.frame(frame, now));
  }

  public void undecodable(FrameException problem) {
    post((machine, now) -> machine.undecodable(problem, now));
  }

  /** A WebSocket ping or pong. */
  public void control() {
    post(SessionMachine::control);
  }

  /** A frame left the queue for good. */
  public void written(int bytes) {
    performer.written(bytes);
    post((machine, now) -> machine.written(bytes, now));
  }

  public void end(CloseCode code) {
    post((machine, now) -> machine.end(code, now));
  }

  /** The transport is no more: the last input of a connection. */
  public void gone() {
    post(
        (machine, now) -> {
          performer.stop(this);
          return machine.gone(now);
        });
  }

  public void push(Push push) {
    post((machine, now) -> machine.push(push, now));
  }

  public void feedInDoubt() {
    post(SessionMachine::feedInDoubt);
  }

  public void drain(long reconnectAfterMs) {
    post((machine, now) -> machine.drain(reconnectAfterMs, now));
  }

  /** For how long an accepted send of this session has been on its way; 0 if none is known. */
  public long undeliveredMs(long now) {
    return performer.undeliveredMs(now);
  }

  String sessionId() {
    return performer.sessionId();
  }

  void post(Input input) {
    inputs.add(input);
    if (!loop.isCurrent()) {
      if (scheduled.compareAndSet(false, true)) {
        loop.execute(this::run);
      }
    } else if (!running) {
      run();
    }
  }

  private void run() {
    scheduled.set(false);
    running = true;
    try {
      Input input;
      while ((input = inputs.poll()) != null) {
        for (Effect effect : input.into(machine, clock.getAsLong())) {
          effect.perform(performer);
        }
        if (inputs.isEmpty()) {
          performer.flush(); // may cause new inputs: what was written
        }
      }
    } finally {
      running = false;
    }
    scheduleTimer();
  }

  private void scheduleTimer() {
    long deadline = machine.deadline();
    if (deadline < timerAt) {
      cancelTimer.run();
      timerAt = deadline;
      cancelTimer = loop.schedule(this::timerFired, Math.max(0, deadline - clock.getAsLong()));
    }
  }

  private void timerFired() {
    timerAt = Long.MAX_VALUE;
    cancelTimer = () -> {};
    post(SessionMachine::tick);
  }
}
