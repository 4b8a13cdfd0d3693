package dev.parley.chaos.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through the proxy. */
final class Passage {
  private static final int BUFFER = 16 * 1024;
  private static final int DIRECTIONS = 2;

  private final Proxy proxy;
  private final Socket device;
  private final Socket gateway;
  private final AtomicInteger ended = new AtomicInteger();
  private volatile Fate fate = Fate.WELL;
  private int waiting;

  /** What becomes of its bytes. */
  enum Fate {
    WELL,
    /** What the gateway says is lost. */
    ANSWERS_LOST,
    /** Everything is lost, and neither end hears of the other's end. */
    ORPHAN
  }

  Passage(Proxy proxy, Socket device, Socket gateway) {
    this.proxy = proxy;
    this.device = device;
    this.gateway = gateway;
  }

  boolean isOrphan() {
    return fate == Fate.ORPHAN;
  }

  void suffer(Fate now) {
    fate = now;
    wake();
  }

  synchronized void wake() {
    notifyAll();
  }

  void passUp() {
    pass(device, gateway, false);
  }

  void passDown() {
    pass(gateway, device, true);
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitMovement();
        if (isOrphan() || (answers && fate == Fate.ANSWERS_LOST)) {
          proxy.lost(read);
        } else {
          out.write(buffer, 0, read);
        }
      }
      end(to, answers);
    } catch (IOException cut) {
      close();
    }
  }

  /** One side has said all that it wants to say. A device must not hear that of an orphan. */
  private void end(Socket to, boolean answers) throws IOException {
    if (isOrphan()) {
      if (!answers) {
        close();
      }
    } else {
      to.shutdownOutput();
      if (ended.incrementAndGet() == DIRECTIONS) {
        close();
      }
    }
  }

  synchronized int waiting() {
    return waiting;
  }

  private synchronized void awaitMovement() {
    waiting++;
    try {
      while (proxy.isStalled() && !isOrphan() && !device.isClosed()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting--;
    }
  }

  /** Ends both sides, as a lost network would: without a goodbye on either. */
  void close() {
    proxy.ended(this);
    closeHard(device);
    closeHard(gateway);
    wake();
  }

  static void closeHard(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException alreadyClosed) {
      // Then there is nothing to end.
    }
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("proxy: socket not closed", e);
    }
  }
}
