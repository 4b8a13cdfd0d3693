package dev.parley.stack.cli;

import dev.parley.stack.Holds;
import dev.parley.stack.Running;
import dev.parley.stack.Shutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends one component of a stack that goes on. */
@Command(
    name = "stop",
    description = "Ends one component and leaves it ended until ./parley start.",
    mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "NAME", description = "A component, as ./parley status names it.")
  private String name = "";

  @Override
  public Integer call() throws InterruptedException {
    Running stack = Running.on(data.get());
    new Holds(data.get()).hold(stack.topology().named(name).name());
    new Shutdown(stack.topology(), System.out::println).stop(name, stack.state());
    return 0;
  }
}
