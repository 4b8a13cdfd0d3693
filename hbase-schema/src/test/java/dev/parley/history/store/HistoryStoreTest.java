package dev.parley.history.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.history.schema.Tables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.hadoop.hbase.client.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HistoryStoreTest {
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(100), Duration.ofMillis(200));

  @Test
  void aCallFailsInsteadOfWaitingForAnHBaseThatIsNotThere() throws IOException {
    try (HistoryStore store = new HistoryStore("127.0.0.1:" + freePort(), SHORT)) {
      assertThatThrownBy(() -> store.scan(Tables.MESSAGES.tableName(), new Scan()))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageStartingWith("HBase, messages: ");
    }
  }

  @Test
  void aCallFailsInsteadOfWaitingForAZooKeeperThatAcceptsAndIsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        HistoryStore store = new HistoryStore("127.0.0.1:" + silent.getLocalPort(), SHORT)) {
      assertThatThrownBy(() -> store.scan(Tables.MESSAGES.tableName(), new Scan()))
          .isInstanceOf(HistoryUnavailableException.class);
    }
  }

  @Test
  void aClosedStoreAnswersNothing() throws IOException {
    HistoryStore store = new HistoryStore("127.0.0.1:" + freePort(), SHORT);
    store.close();
    store.close();

    assertThatThrownBy(() -> store.scan(Tables.MESSAGES.tableName(), new Scan()))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessage("HBase, messages: java.io.IOException: closed");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
