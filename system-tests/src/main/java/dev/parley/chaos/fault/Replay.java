package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackException;
import dev.parley.stack.replay.ReplayConversationsCommand;
import picocli.CommandLine;

/** Beside the live jobs, all messages are numbered again from nothing; the numbers must agree. */
public record Replay() implements Fault {
  private static final int OTHER_PARALLELISM = 3;

  @Override
  public String name() {
    return "conversations replayed from empty state";
  }

  @Override
  public Wound strike(Target target) {
    int code =
        new CommandLine(new ReplayConversationsCommand())
            .execute(
                "--verify",
                "--parallelism",
                Integer.toString(OTHER_PARALLELISM),
                "--data",
                target.data().root().toString());
    if (code != 0) {
      throw new StackException("replay: %d (expected: 0, the same numbers)".formatted(code));
    }
    return () -> {
      target.awaitReady();
      return "replayed at parallelism %d, identical".formatted(OTHER_PARALLELISM);
    };
  }
}
