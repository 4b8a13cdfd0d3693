package dev.parley.stack.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ClientRuntime;
import dev.parley.stack.device.FakeParley;
import dev.parley.stack.device.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadRunTest {
  private static final double RATE = 1000;

  private final FakeParley server = new FakeParley();
  private final ClientRuntime runtime = new ClientRuntime(2, real -> server);
  private final Script script = script(300);

  @AfterEach
  void close() {
    runtime.close();
    server.close();
  }

  @Test
  void everyMessageOfAGoodServerIsDeliveredAndInItsHistoryOnce() throws Exception {
    LoadReport report = run(Duration.ofSeconds(5));

    assertThat(report.clean()).isTrue();
    assertThat(report.counts()).isEqualTo(new Ledger.Counts(300, 300, 0, 300, 0, 0, 0, 0));
    assertThat(report.history()).isEqualTo(new HistoryResult(3, 300, 0, 0, 0));
    assertThat(report.warmUp().messages() + report.latency().messages()).isEqualTo(300);
    assertThat(report.lines()).anyMatch(line -> line.matches("lost +0"));
  }

  @Test
  void aHoleInTheHistoryIsFound() throws Exception {
    server.keepInHistory(message -> !message.getText().equals("text 7"));

    HistoryResult history = run(Duration.ofMillis(1)).history();

    assertThat(history.missing()).isEqualTo(1);
    assertThat(history.clean()).isFalse();
  }

  private LoadReport run(Duration historyPatience) throws InterruptedException {
    List<String> users = List.of("ann.r", "bob.r", "cyd.r");
    return new LoadRun(server.gateways(), runtime, script, users, RATE)
        .run(Optional.of(historyPatience));
  }

  private static Script script(int size) {
    List<String> names = List.of("ann", "bob", "cyd");
    List<Dialogues.Line> lines = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lines.add(new Dialogues.Line(names.get(i % 3), names.get((i + 1) % 3), "text " + i));
    }
    return Script.of(lines, new RunId("r"), 77);
  }
}
