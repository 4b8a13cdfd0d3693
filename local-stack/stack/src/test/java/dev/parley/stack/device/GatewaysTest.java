package dev.parley.stack.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.DataDir;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaysTest {
  private final Gateways gateways =
      new Gateways(List.of(URI.create("http://h:8080"), URI.create("http://h:8090")));

  @Test
  void theChosenGatewayComesFirstAndTheOthersAfterIt() {
    assertThat(gateways.sockets(1))
        .containsExactly(URI.create("ws://h:8090"), URI.create("ws://h:8080"));
  }

  @Test
  void aGatewayThatIsNotThereIsSaidInOneLine() {
    assertThatThrownBy(() -> gateways.sockets(2)).hasMessage("gateway: 2 (expected: 0 to 1)");
  }

  @Test
  void aSocketsAddressStandsForItsGateway() {
    assertThat(Gateways.at(URI.create("wss://far.example")).http())
        .containsExactly(URI.create("https://far.example"));
    assertThatThrownBy(() -> Gateways.at(URI.create("far.example:80")))
        .hasMessage("url: far.example:80 (expected: ws://HOST:PORT)");
  }

  @Test
  void whereNoStackRunsTheAnswerSaysHowToStartOne(@TempDir Path directory) {
    assertThatThrownBy(() -> Gateways.ofRunning(new DataDir(directory)))
        .hasMessageContaining("./parley up");
  }
}
