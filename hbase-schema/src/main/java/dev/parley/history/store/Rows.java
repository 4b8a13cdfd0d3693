package dev.parley.history.store;

import java.util.List;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/** The little that readers and writers ask of HBase. Calls block, but not for long. */
public interface Rows {
  List<Result> scan(TableName table, Scan scan) throws HistoryUnavailableException;

  /** All of them are stored when it returns; after a failure any part of them may be. */
  void put(TableName table, List<Put> puts) throws HistoryUnavailableException;
}
