package dev.parley.history.schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.RegionInfo;

/**
 * Creates the tables and checks them. What exists is never altered: a difference is reported, and
 * changing a table that holds years of messages is a decision of a person.
 */
public final class Schema {
  private final AsyncAdmin admin;
  private final Splits splits;

  public Schema(AsyncAdmin admin, Splits splits) {
    this.admin = admin;
    this.splits = splits;
  }

  /** Creates what is missing, then checks everything. */
  public SchemaReport create() throws IOException {
    List<String> created = new ArrayList<>();
    for (Tables table : Tables.values()) {
      if (!exists(table) && createTable(table)) {
        created.add(nameOf(table));
      }
    }
    SchemaReport now = verify();
    List<String> unchanged = new ArrayList<>(now.unchanged());
    unchanged.removeAll(created);
    return new SchemaReport(created, unchanged, now.differences());
  }

  /** Changes nothing. A missing table is a difference. */
  public SchemaReport verify() throws IOException {
    List<String> good = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (Tables table : Tables.values()) {
      List<String> found = differencesOf(table);
      differences.addAll(found);
      if (found.isEmpty()) {
        good.add(nameOf(table));
      }
    }
    return new SchemaReport(List.of(), good, differences);
  }

  private List<String> differencesOf(Tables table) throws IOException {
    if (!exists(table)) {
      return List.of(nameOf(table) + ": missing (expected: a table)");
    }
    List<byte[]> regionStarts =
        await(admin.getRegions(table.tableName())).stream().map(RegionInfo::getStartKey).toList();
    return TableDifferences.between(
        table, splits, await(admin.getDescriptor(table.tableName())), regionStarts);
  }

  private boolean exists(Tables table) throws IOException {
    return await(admin.tableExists(table.tableName()));
  }

  /** False if another process was faster, as two tools may be started at once. */
  private boolean createTable(Tables table) throws IOException {
    byte[][] keys = splits.keys().toArray(new byte[0][]);
    try {
      await(admin.createTable(table.descriptor(), keys));
      return true;
    } catch (TableExistsException e) {
      return false;
    }
  }

  private static String nameOf(Tables table) {
    return table.tableName().getNameAsString();
  }

  /** The client has its own timeouts, so this ends. */
  private static <T> T await(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
