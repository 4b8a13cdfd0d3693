package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.topic.Topics;
import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void noTwoComponentsOfTheLargestStackShareAPort() {
    assertThat(portsOf(0, Topics.GATEWAY_SLOTS)).doesNotHaveDuplicates();
  }

  @Test
  void theOffsetMovesEveryPort() {
    List<Integer> moved = portsOf(0, 2).stream().map(port -> port + 1000).toList();

    assertThat(portsOf(1000, 2)).isEqualTo(moved);
  }

  @Test
  void anOffsetBeyondTheLastPortIsRefused() {
    assertThatThrownBy(() -> new Ports(60_000))
        .isInstanceOf(StackException.class)
        .hasMessage("port-offset: 60000 (expected: 0 to 49515)");
  }

  private static List<Integer> portsOf(int offset, int gateways) {
    Path nowhere = Path.of("unused");
    Layout layout = new Layout(new Home(nowhere), new DataDir(nowhere), new Ports(offset));
    return new Topology(layout, gateways)
        .all().stream().map(Component::ports).flatMap(List::stream).toList();
  }
}
