package dev.parley.delivery.job;

import dev.parley.delivery.FeedStore;
import dev.parley.delivery.FeedStoreContract;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

class FlinkFeedStoreTest extends FeedStoreContract {
  @Override
  protected void withStore(Consumer<FeedStore> test) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new StoreFunction(test)), user -> user, Types.STRING);
    try {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
      harness.open();
      harness.processElement("ann", 0);
      // Another user's state is another one.
      harness.processElement("bob", 0);
    } finally {
      harness.close();
    }
  }

  private static final class StoreFunction extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1;

    private final transient Consumer<FeedStore> test;
    private transient FlinkFeedStore store;

    @SuppressWarnings("NullAway.Init")
    StoreFunction(Consumer<FeedStore> test) {
      this.test = test;
    }

    @Override
    public void open(OpenContext context) {
      store = new FlinkFeedStore(getRuntimeContext());
    }

    @Override
    public void processElement(String user, Context ctx, Collector<String> out) {
      test.accept(store);
    }
  }
}
