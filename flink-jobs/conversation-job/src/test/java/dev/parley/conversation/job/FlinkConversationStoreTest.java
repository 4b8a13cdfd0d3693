package dev.parley.conversation.job;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationStoreContract;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class FlinkConversationStoreTest implements ConversationStoreContract {
  private final StoreHolder holder = new StoreHolder();
  private final KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;

  FlinkConversationStoreTest(Backend backend) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(holder), key -> key, Types.STRING);
    harness.setStateBackend(backend.create());
    harness.open();
    harness.getOperator().setCurrentKey("d:ann:bob");
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Override
  public ConversationStore store() {
    return Optional.ofNullable(holder.store).orElseThrow();
  }

  /** Gives the store the context that only an operator has. */
  private static final class StoreHolder extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1;

    private transient @Nullable FlinkConversationStore store;

    @Override
    public void open(OpenContext context) {
      store = new FlinkConversationStore(getRuntimeContext());
    }

    @Override
    public void processElement(String value, Context context, Collector<String> out) {}
  }
}
