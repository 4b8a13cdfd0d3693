package dev.parley.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Passes bytes on between devices and one gateway, as long as nobody says otherwise. */
public final class Proxy implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 10_000;

  private final InetSocketAddress gateway;
  private final ServerSocket server;
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean stalled;

  private Proxy(URI gateway) throws IOException {
    this.gateway = new InetSocketAddress(gateway.getHost(), gateway.getPort());
    this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
  }

  /** Opens a way to this gateway on a free port. */
  public static Proxy before(URI gateway) {
    try {
      Proxy proxy = new Proxy(gateway);
      daemon("proxy-" + gateway.getPort(), proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("proxy: no port", e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Nothing moves on any connection, and nothing is lost. */
  public void stall(boolean on) {
    stalled = on;
    passages.forEach(Passage::wake);
  }

  /** On the connections of this moment, what the gateway says is lost; what devices say arrives. */
  public void loseAnswers() {
    passages.forEach(passage -> passage.suffer(Passage.Fate.ANSWERS_LOST));
  }

  /**
   * The connections of this moment die without a word: both ends go on to believe in them. New ones
   * are well.
   */
  public int orphan() {
    passages.forEach(passage -> passage.suffer(Passage.Fate.ORPHAN));
    return passages.size();
  }

  /** Drops the connections of this moment. */
  public int cut() {
    return cut(Integer.MAX_VALUE);
  }

  /** Drops so many of them, or all. */
  public int cut(int most) {
    List<Passage> some = passages.stream().limit(most).toList();
    some.forEach(Passage::close);
    return some.size();
  }

  public int connections() {
    return passages.size();
  }

  /** How many connections that were orphaned are still believed in. */
  public long orphans() {
    return passages.stream().filter(Passage::isOrphan).count();
  }

  /** Bytes that came from one side and never went to the other. */
  public long lostBytes() {
    return lost.get();
  }

  /** How many directions of connections hold back bytes at this moment. */
  public long waiting() {
    return passages.stream().mapToLong(Passage::waiting).sum();
  }

  boolean isStalled() {
    return stalled;
  }

  void lost(int bytes) {
    lost.addAndGet(bytes);
  }

  void ended(Passage passage) {
    passages.remove(passage);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket device = server.accept();
        daemon("proxy-connect", () -> connect(device));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket device) {
    Socket upstream = new Socket();
    try {
      upstream.connect(gateway, CONNECT_TIMEOUT_MS);
    } catch (IOException refused) {
      Passage.closeHard(upstream);
      Passage.closeHard(device);
      return;
    }
    Passage passage = new Passage(this, device, upstream);
    passages.add(passage);
    daemon("proxy-up", passage::passUp);
    passage.passDown();
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("proxy: not closed", e);
    }
    cut();
  }
}
