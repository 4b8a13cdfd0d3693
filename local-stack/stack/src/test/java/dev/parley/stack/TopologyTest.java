package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private final Topology topology =
      new Topology(
          new Layout(new Home(Path.of("unused")), new DataDir(Path.of("unused")), new Ports(0)), 2);

  @Test
  void everyComponentIsStopped() {
    assertThat(topology.stopOrder().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(topology.all());
  }

  @Test
  void whatOthersWriteToIsStoppedAfterThem() {
    assertThat(topology.stopOrder().stream().flatMap(List::stream).map(Component::name))
        .containsSubsequence("gateway-0", "taskmanager", "hbase", "zookeeper");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> topology.named("nobody"))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "component: nobody (expected: one of [kafka, zookeeper, hbase, redis, jobmanager,"
                + " taskmanager, gateway-0, gateway-1])");
  }
}
