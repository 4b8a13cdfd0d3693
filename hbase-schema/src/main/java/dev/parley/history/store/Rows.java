package dev.parley.history.store;

import dev.parley.history.schema.Tables;
import java.util.List;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/** The little that readers and writers ask of HBase. Calls block, but not for long. */
public interface Rows {
  List<Result> scan(Tables table, Scan scan) throws HistoryUnavailableException;

  /** All of them are stored when it returns; after a failure any part of them may be. */
  void put(Tables table, List<Put> puts) throws HistoryUnavailableException;
}
