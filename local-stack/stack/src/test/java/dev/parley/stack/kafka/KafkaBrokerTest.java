package dev.parley.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.Ports;
import dev.parley.stack.component.Layout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KafkaBrokerTest {
  private final KafkaBroker broker =
      new KafkaBroker(
          new Layout(new Home(Path.of("/home")), new DataDir(Path.of("/data")), new Ports(1000)));

  @Test
  void noTopicAppearsBecauseSomebodyAskedForIt() {
    assertThat(broker.properties()).containsEntry("auto.create.topics.enable", "false");
  }

  @Test
  void itListensOnLoopbackAtTheOffsetAndKeepsItsDataInItsDirectory() {
    assertThat(broker.properties())
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:10092,CONTROLLER://127.0.0.1:10093")
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:10093")
        .containsEntry("log.dirs", "/data/kafka");
  }
}
