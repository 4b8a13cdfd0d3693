package dev.parley.chaos.cli;

import dev.parley.chaos.checker.Verdict;
import dev.parley.chaos.checker.Violation;
import dev.parley.chaos.history.HistoryFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks again what an earlier run has recorded. */
@Command(
    name = "check",
    description = "Checks a recorded history again, and prints every violation.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "JSON lines, as a run writes them.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    Verdict verdict = Verdict.of(HistoryFile.read(file));
    verdict.voids().forEach(why -> System.out.println("void: " + why));
    verdict.violations().values().stream()
        .flatMap(List<Violation>::stream)
        .forEach(System.out::println);
    verdict.outages().forEach(System.out::println);
    System.out.println(
        "%d operations, %d messages, %s"
            .formatted(
                verdict.operations(), verdict.messages(), verdict.clean() ? "clean" : "NOT CLEAN"));
    return verdict.clean() && !verdict.isVoid() ? 0 : 1;
  }
}
