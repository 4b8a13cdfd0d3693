package dev.parley.system.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file is parsed here, not run: that needs a Docker engine. */
class ComposeFileTest {
  private final Map<String, Map<String, Object>> services = parse();

  @Test
  void itHasTheWholeTopology() {
    assertThat(services.keySet())
        .containsExactlyInAnyOrder(
            "kafka",
            "zookeeper",
            "hbase",
            "redis",
            "jobmanager",
            "taskmanager",
            "bootstrap",
            "gateway-0",
            "gateway-1");
  }

  @Test
  void everyImageIsPinnedOrBuiltFromOurDockerfile() {
    assertThat(services.values())
        .allSatisfy(
            service -> {
              if (service.get("build") instanceof Map<?, ?> build) {
                String dockerfile = String.valueOf(build.get("dockerfile"));
                assertThat(Files.exists(Repository.root().resolve(dockerfile))).isTrue();
                assertThat(Repository.read(Repository.root().resolve(dockerfile)))
                    .contains(" AS " + build.get("target"));
              } else {
                assertThat(String.valueOf(service.get("image"))).matches(".+:\\d+\\..+");
              }
            });
  }

  @Test
  void everyServiceThatIsWaitedForExists() {
    for (Map<String, Object> service : services.values()) {
      Object waitedFor = service.getOrDefault("depends_on", Map.of());
      Collection<?> names =
          waitedFor instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) waitedFor;
      assertThat(names).allMatch(services::containsKey);
    }
  }

  private static Map<String, Map<String, Object>> parse() {
    Map<String, Map<String, Map<String, Object>>> file =
        new Yaml().load(Repository.read(Repository.root().resolve("docker-compose.yml")));
    return file.getOrDefault("services", Map.of());
  }
}
