package dev.parley.gateway.socket;

import dev.parley.gateway.connection.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** An IO thread of Undertow's as an event loop. */
record XnioLoop(XnioIoThread thread) implements EventLoop {
  private static final Logger LOG = LoggerFactory.getLogger(XnioLoop.class);

  @Override
  public void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server has stopped; a late event is dropped");
    }
  }

  @Override
  public Runnable schedule(Runnable task, long delayMs) {
    try {
      XnioExecutor.Key key = thread.executeAfter(task, delayMs, TimeUnit.MILLISECONDS);
      return key::remove;
    } catch (RejectedExecutionException e) {
      LOG.debug("the server has stopped; a late timer is dropped");
      return () -> {};
    }
  }

  @Override
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }
}
