package dev.parley.stack.hbase;

import dev.parley.history.schema.Schema;
import dev.parley.history.schema.SchemaReport;
import dev.parley.history.schema.Splits;
import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.Patience;
import dev.parley.stack.StackException;
import java.io.IOException;

/** Creates the tables that are missing and refuses tables that are built differently. */
public final class TableSetup {
  private TableSetup() {}

  public static void run(String zookeeper) {
    try (HistoryStore store = new HistoryStore(zookeeper, Patience.TOOL)) {
      SchemaReport report = new Schema(store.admin(), new Splits(Splits.DEFAULT_REGIONS)).create();
      if (!report.good()) {
        throw new StackException(String.join(System.lineSeparator(), report.differences()));
      }
    } catch (IOException e) {
      throw new StackException("tables: not created: " + e.getMessage(), e);
    }
  }
}
