package dev.parley.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {
  private static final int SILENCE_MS = 300;

  private ServerSocket server;
  private Proxy proxy;
  private Socket device;
  private Socket gateway;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    proxy = Proxy.before(URI.create("http://127.0.0.1:" + server.getLocalPort()));
    device = new Socket(InetAddress.getLoopbackAddress(), proxy.address().getPort());
    gateway = server.accept();
    device.setSoTimeout(SILENCE_MS);
    gateway.setSoTimeout(SILENCE_MS);
    device.getOutputStream().write(1);
    assertThat(gateway.getInputStream().read()).isEqualTo(1);
  }

  @AfterEach
  void close() throws IOException {
    device.close();
    gateway.close();
    proxy.close();
    server.close();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    gateway.getOutputStream().write(2);
    assertThat(device.getInputStream().read()).isEqualTo(2);
    assertThat(proxy.lostBytes()).isZero();
  }

  @Test
  void theEndOfOneSideReachesTheOtherAfterItsLastBytes() throws IOException {
    gateway.getOutputStream().write(2);
    gateway.close();
    assertThat(device.getInputStream().readAllBytes()).containsExactly(2);
  }

  @Test
  void answersAreLostAndWhatDevicesSayArrives() throws IOException {
    proxy.loseAnswers();
    device.getOutputStream().write(3);
    assertThat(gateway.getInputStream().read()).isEqualTo(3);
    gateway.getOutputStream().write(4);
    assertSilent(device);
    assertThat(proxy.lostBytes()).isEqualTo(1);
  }

  @Test
  void orphansLoseAllAndNeitherEndIsTold() throws IOException {
    assertThat(proxy.orphan()).isEqualTo(1);
    gateway.getOutputStream().write(4);
    device.getOutputStream().write(5);
    assertSilent(device);
    assertSilent(gateway);
    gateway.close();
    assertSilent(device);
    assertThat(proxy.orphans()).isEqualTo(1);
    device.close();
    await().until(() -> proxy.orphans() == 0);
  }

  @Test
  void connectionsAfterTheOrphansAreWell() throws IOException {
    proxy.orphan();
    try (Socket next = new Socket(InetAddress.getLoopbackAddress(), proxy.address().getPort());
        Socket accepted = server.accept()) {
      next.getOutputStream().write(6);
      assertThat(accepted.getInputStream().read()).isEqualTo(6);
    }
  }

  @Test
  void whatIsStalledArrivesLater() throws IOException {
    proxy.stall(true);
    device.getOutputStream().write(7);
    assertSilent(gateway);
    assertThat(proxy.waiting()).isEqualTo(1);
    proxy.stall(false);
    assertThat(gateway.getInputStream().read()).isEqualTo(7);
  }

  @Test
  void aCutEndsBothSides() {
    assertThat(proxy.cut()).isEqualTo(1);
    assertThatThrownBy(() -> device.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> gateway.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  private static void assertSilent(Socket socket) {
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
  }
}
