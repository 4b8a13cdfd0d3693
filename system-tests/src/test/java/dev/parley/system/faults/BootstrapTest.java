package dev.parley.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.Endpoints;
import dev.parley.stack.bootstrap.BootstrapCommand;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Parley;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@OnStack
class BootstrapTest {
  private final Parley parley;

  BootstrapTest(Parley parley) {
    this.parley = parley;
  }

  @Test
  void bootstrapOfARunningStackChangesNothing() throws Exception {
    Endpoints endpoints = parley.stack().endpoints();
    String jobs = jobs();
    int code =
        new CommandLine(new BootstrapCommand())
            .execute(
                "--kafka=" + endpoints.kafka(),
                "--zookeeper=" + endpoints.zookeeper(),
                "--redis=" + endpoints.redis(),
                "--flink=" + endpoints.flink(),
                "--jars=unused");
    assertThat(code).isZero();
    assertThat(jobs()).isEqualTo(jobs);
    String ann = parley.person("ann");
    try (Device annsPhone = parley.device(ann, "phone", 0)) {
      annsPhone.awaitMessage(annsPhone.say(parley.person("bob"), "as before"));
    }
  }

  private String jobs() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(parley.stack().endpoints().flink().resolve("/jobs")).build();
    return parley.http().send(request, BodyHandlers.ofString()).body();
  }
}
