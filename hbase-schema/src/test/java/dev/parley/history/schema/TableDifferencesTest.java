package dev.parley.history.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableDifferencesTest {
  private static final Splits SPLITS = new Splits(4);

  @ParameterizedTest
  @EnumSource(Tables.class)
  void aTableIsWhatItsDescriptorMade(Tables table) {
    assertThat(TableDifferences.between(table, SPLITS, table.descriptor(), starts(SPLITS)))
        .isEmpty();
  }

  @Test
  void aTableWithMoreRegionsIsFine() {
    assertThat(
            TableDifferences.between(
                Tables.MESSAGES, SPLITS, Tables.MESSAGES.descriptor(), starts(new Splits(16))))
        .isEmpty();
  }

  @Test
  void aTableWithTooFewRegionsIsDifferent() {
    assertThat(
            TableDifferences.between(
                Tables.MESSAGES, SPLITS, Tables.MESSAGES.descriptor(), starts(new Splits(2))))
        .containsExactly(
            "messages: no region starts at 4000 (expected: one, as --regions is 4)",
            "messages: no region starts at c000 (expected: one, as --regions is 4)");
  }

  @Test
  void anotherTtlIsDifferent() {
    TableDescriptor found =
        TableDescriptorBuilder.newBuilder(Tables.USER_FEED.descriptor())
            .modifyColumnFamily(
                ColumnFamilyDescriptorBuilder.newBuilder(Tables.USER_FEED.family())
                    .setTimeToLive(60)
                    .build())
            .build();

    assertThat(TableDifferences.between(Tables.USER_FEED, SPLITS, found, starts(SPLITS)))
        .contains("user_feed/f: TTL in seconds 60 (expected: 2592000)");
  }

  @Test
  void anotherFamilyIsDifferent() {
    TableDescriptor found =
        TableDescriptorBuilder.newBuilder(Tables.MESSAGES.tableName())
            .setColumnFamily(ColumnFamilyDescriptorBuilder.of("x".getBytes(StandardCharsets.UTF_8)))
            .build();

    assertThat(TableDifferences.between(Tables.MESSAGES, SPLITS, found, starts(SPLITS)))
        .containsExactly(
            "messages: family x (expected: m only)", "messages: no family m (expected: m)");
  }

  private static List<byte[]> starts(Splits splits) {
    List<byte[]> starts = new ArrayList<>(splits.keys());
    starts.add(0, new byte[0]);
    return starts;
  }
}
