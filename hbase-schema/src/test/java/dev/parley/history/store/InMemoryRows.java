package dev.parley.history.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/** Tables with one version a cell, the highest timestamp, as HBase keeps them. */
public final class InMemoryRows implements Rows {
  private final Map<TableName, NavigableMap<byte[], NavigableMap<byte[], Cell>>> tables =
      new HashMap<>();

  @Override
  public List<Result> scan(TableName table, Scan scan) {
    List<Result> results = new ArrayList<>();
    rows(table)
        .subMap(
            scan.getStartRow(), scan.includeStartRow(), scan.getStopRow(), scan.includeStopRow())
        .values()
        .stream()
        .limit(scan.getLimit())
        .forEach(cells -> results.add(Result.create(new ArrayList<>(cells.values()))));
    return results;
  }

  @Override
  public void put(TableName table, List<Put> puts) {
    for (Put put : puts) {
      NavigableMap<byte[], Cell> row =
          rows(table).computeIfAbsent(put.getRow(), key -> new TreeMap<>(Arrays::compareUnsigned));
      put.getFamilyCellMap().values().stream()
          .flatMap(List::stream)
          .forEach(cell -> row.merge(CellUtil.cloneQualifier(cell), cell, InMemoryRows::newer));
    }
  }

  /** Everything in the table, for comparing. */
  public List<String> dump(TableName table) {
    List<String> cells = new ArrayList<>();
    rows(table)
        .values()
        .forEach(
            row ->
                row.values()
                    .forEach(
                        cell ->
                            cells.add(cell + "=" + Arrays.toString(CellUtil.cloneValue(cell)))));
    return cells;
  }

  private NavigableMap<byte[], NavigableMap<byte[], Cell>> rows(TableName table) {
    return tables.computeIfAbsent(table, name -> new TreeMap<>(Arrays::compareUnsigned));
  }

  private static Cell newer(Cell old, Cell put) {
    return put.getTimestamp() < old.getTimestamp() ? old : put;
  }
}
