package dev.parley.stack.cli;

import dev.parley.stack.Holds;
import dev.parley.stack.Running;
import dev.parley.stack.StackException;
import dev.parley.stack.component.Component;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts what ./parley stop has ended, or what died under --no-restart. */
@Command(
    name = "start",
    description = "Starts one component that was stopped, and returns when it is ready.",
    mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "NAME", description = "A component, as ./parley status names it.")
  private String name = "";

  @Override
  public Integer call() throws InterruptedException {
    Component component = Running.on(data.get()).topology().named(name);
    new Holds(data.get()).release(name);
    if (!Await.until(LIMIT, () -> isReady(component))) {
      throw new StackException(
          "%s: not ready after %d s (log: %s)"
              .formatted(name, LIMIT.toSeconds(), data.get().log(name)));
    }
    System.out.println(name + ": ready");
    return 0;
  }

  private boolean isReady(Component component) {
    return Running.on(data.get()).state().live(name).isPresent() && component.ready();
  }
}
