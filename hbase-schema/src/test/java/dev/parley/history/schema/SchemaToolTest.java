package dev.parley.history.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SchemaToolTest {
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "3", "512"})
  void regionsMustBeAPowerOfTwo(String regions) {
    int exitCode = run("create", "--regions", regions);

    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith("--regions: " + regions + " (expected: a power of two, 2 to 256)");
  }

  @Test
  void aCommandIsNeeded() {
    assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  private int run(String... args) {
    return SchemaTool.commandLine().setErr(new PrintWriter(err)).execute(args);
  }
}
