package dev.parley.history.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Years of rows are stored under these names. The row keys are frozen in {@link RowKeyTest}. */
class NamesLockTest {
  @Test
  void tablesAndColumnsAreTheLockedOnes() throws IOException {
    Stream<String> tables =
        Arrays.stream(Tables.values())
            .map(table -> "table " + table.tableName() + "/" + text(table.family()));
    Stream<String> columns =
        Arrays.stream(Column.values())
            .map(column -> "column " + text(column.family()) + ":" + text(column.qualifier()));

    assertThat(Files.readAllLines(Path.of("../docs/names.lock")))
        .filteredOn(line -> line.startsWith("table ") || line.startsWith("column "))
        .containsExactlyInAnyOrderElementsOf(Stream.concat(tables, columns).toList());
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }
}
