package dev.parley.history.schema;

import java.util.List;

/** What {@link Schema} found and did, table by table. */
public record SchemaReport(List<String> created, List<String> unchanged, List<String> differences) {
  public SchemaReport {
    created = List.copyOf(created);
    unchanged = List.copyOf(unchanged);
    differences = List.copyOf(differences);
  }

  /** True if every table is as it must be now. */
  public boolean good() {
    return differences.isEmpty();
  }
}
