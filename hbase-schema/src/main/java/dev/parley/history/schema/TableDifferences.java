package dev.parley.history.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptor;

/** How a table that exists differs from what it must be; an empty list = not at all. */
final class TableDifferences {
  private TableDifferences() {}

  /** HBase splits growing regions by itself: more boundaries than ours are no difference. */
  static List<String> between(
      Tables table, Splits splits, TableDescriptor found, List<byte[]> regionStarts) {
    List<String> differences = families(table, found);
    for (byte[] key : splits.keys()) {
      if (regionStarts.stream().noneMatch(start -> Arrays.equals(start, key))) {
        differences.add(
            "%s: no region starts at %s (expected: one, as --regions is %d)"
                .formatted(found.getTableName(), HexFormat.of().formatHex(key), splits.regions()));
      }
    }
    return differences;
  }

  private static List<String> families(Tables table, TableDescriptor found) {
    ColumnFamilyDescriptor expected = table.descriptor().getColumnFamily(table.family());
    String family = expected.getNameAsString();
    List<String> differences = new ArrayList<>();
    for (ColumnFamilyDescriptor other : found.getColumnFamilies()) {
      if (!Arrays.equals(other.getName(), expected.getName())) {
        differences.add(
            "%s: family %s (expected: %s only)"
                .formatted(found.getTableName(), other.getNameAsString(), family));
      }
    }
    ColumnFamilyDescriptor same = found.getColumnFamily(expected.getName());
    if (same == null) {
      differences.add(
          "%s: no family %s (expected: %s)".formatted(found.getTableName(), family, family));
    } else {
      differences.addAll(attributes(found.getTableName() + "/" + family, expected, same));
    }
    return differences;
  }

  private static List<String> attributes(
      String family, ColumnFamilyDescriptor expected, ColumnFamilyDescriptor found) {
    Map<String, Function<ColumnFamilyDescriptor, Object>> attributes = new LinkedHashMap<>();
    attributes.put("TTL in seconds", ColumnFamilyDescriptor::getTimeToLive);
    attributes.put("versions", ColumnFamilyDescriptor::getMaxVersions);
    attributes.put("block encoding", ColumnFamilyDescriptor::getDataBlockEncoding);
    attributes.put("compression", ColumnFamilyDescriptor::getCompressionType);
    attributes.put("bloom filter", ColumnFamilyDescriptor::getBloomFilterType);
    attributes.put("block size", ColumnFamilyDescriptor::getBlocksize);
    List<String> differences = new ArrayList<>();
    attributes.forEach(
        (name, attribute) -> {
          Object wanted = attribute.apply(expected);
          Object actual = attribute.apply(found);
          if (!wanted.equals(actual)) {
            differences.add("%s: %s %s (expected: %s)".formatted(family, name, actual, wanted));
          }
        });
    return differences;
  }
}
