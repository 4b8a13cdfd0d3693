package dev.parley.system.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.Home;
import dev.parley.stack.flink.Job;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void everyJobIsInTheImageThatSubmitsThem() {
    String dockerfile = Repository.read(Repository.root().resolve("deploy/docker/Dockerfile"));
    Matcher copied =
        Pattern.compile("cp (flink-jobs\\S+) (presence-job\\S+) /out/jobs/").matcher(dockerfile);
    assertThat(copied.find()).isTrue();
    assertThat(Job.values())
        .allSatisfy(
            job ->
                assertThat(
                        List.of(copied.group(1), copied.group(2)).stream()
                            .map(
                                pattern ->
                                    FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                            .anyMatch(glob -> glob.matches(jarOf(job))))
                    .isTrue());
  }

  private static Path jarOf(Job job) {
    return Repository.root().relativize(job.jar(Home.find()));
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
