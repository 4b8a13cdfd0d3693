package dev.parley.presence.job;

import dev.parley.presence.RosterStore;
import dev.parley.presence.RosterStoreContract;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class FlinkRosterStoreTest extends RosterStoreContract {
  private final StoreHolder holder = new StoreHolder();
  private final KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;

  FlinkRosterStoreTest() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(holder), key -> key, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    harness.getOperator().setCurrentKey("0/3");
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Override
  protected RosterStore store() {
    return Optional.ofNullable(holder.store).orElseThrow();
  }

  /** Gives the store the context that only an operator has. */
  private static final class StoreHolder extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1;

    private transient @Nullable FlinkRosterStore store;

    @Override
    public void open(OpenContext context) {
      store = new FlinkRosterStore(getRuntimeContext());
    }

    @Override
    public void processElement(String value, Context context, Collector<String> out) {}
  }
}
