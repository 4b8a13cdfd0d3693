package dev.parley.stack.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's result goes. */
public final class ReportOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result there.")
  private @Nullable Path json;

  /** Gives the result, and with it the command's exit code. */
  public int give(Report report) throws IOException {
    report.lines().forEach(System.out::println);
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
    }
    return report.clean() ? 0 : 1;
  }
}
