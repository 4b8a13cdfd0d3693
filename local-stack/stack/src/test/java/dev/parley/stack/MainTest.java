package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir private Path data;

  @Test
  void aWrongNumberOfGatewaysIsOneLineAndAnErrorCode() {
    StringWriter errors = new StringWriter();

    int code =
        Main.commandLine()
            .setErr(new PrintWriter(errors))
            .execute("up", "--data", data.toString(), "--gateways", "0");

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString().lines()).containsExactly("gateways: 0 (expected: 1 to 16)");
  }

  @Test
  void aLogOfNobodyIsOneLineAndAnErrorCode() {
    StringWriter errors = new StringWriter();

    int code =
        Main.commandLine()
            .setErr(new PrintWriter(errors))
            .execute("logs", "nobody", "--data", data.toString());

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString().lines()).containsExactly("log: nobody (expected: one of [])");
  }

  @Test
  void downIsFineWhenNothingRuns() {
    assertThat(Main.commandLine().execute("down", "--data", data.toString())).isZero();
  }
}
