package dev.parley.stack.flink;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Flink's TaskManager: the process that the jobs' code runs in. */
public record TaskManager(Layout layout) implements Component {
  public static final String NAME = "taskmanager";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.ports().taskManagerMetrics());
  }

  @Override
  public Path data() {
    return layout.data().of(FlinkConfig.NAME);
  }

  @Override
  public void prepare() throws IOException {
    FlinkConfig.write(layout, NAME);
  }

  @Override
  public List<String> command() {
    return FlinkConfig.command(
        layout,
        NAME,
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        layout.ports().taskManagerMetrics(),
        TaskManagerMemory.flags());
  }

  @Override
  public boolean ready() {
    return new FlinkRest(JobManager.address(layout)).hasTaskManager();
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(15);
  }
}
