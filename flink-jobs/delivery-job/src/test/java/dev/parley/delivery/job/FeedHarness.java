package dev.parley.delivery.job;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.SessionOpened;
import dev.parley.protocol.v1.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The feed operator on RocksDB, fed with records as Kafka would bring them. */
final class FeedHarness {
  private final KeyedBroadcastOperatorTestHarness<String, SourceRecord, SourceRecord, SinkRecord>
      harness;
  private long offset;

  private FeedHarness(@Nullable OperatorSubtaskState state, long now) throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(new FeedFunction(), List.of(FeedState.gateways())),
            SourceRecord::keyText,
            Types.STRING,
            JobEnvironment.MAX_PARALLELISM,
            1,
            0);
    harness
        .getExecutionConfig()
        .configure(
            new Configuration().set(PipelineOptions.GENERIC_TYPES, false),
            FeedHarness.class.getClassLoader());
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setProcessingTime(now);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  static FeedHarness start() throws Exception {
    return new FeedHarness(null, 1_000_000);
  }

  /** A task that goes on from a snapshot, {@code now} at the clock. */
  static FeedHarness restored(OperatorSubtaskState state, long now) throws Exception {
    return new FeedHarness(state, now);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  void setClock(long now) throws Exception {
    harness.setProcessingTime(now);
  }

  long clock() {
    return harness.getProcessingTime();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  void message(String user, String conversation, long seq) throws Exception {
    fanout(
        FanoutRecord.newBuilder()
            .setUserId(user)
            .setTime(1_000 + seq)
            .setMessage(
                Message.newBuilder()
                    .setConversationId(conversation)
                    .setSeq(seq)
                    .setFrom("bob")
                    .setText("m" + seq))
            .build());
  }

  void messages(String user, String conversation, long fromSeq, long toSeq) throws Exception {
    for (long seq = fromSeq; seq <= toSeq; seq++) {
      message(user, conversation, seq);
    }
  }

  void fanout(FanoutRecord record) throws Exception {
    element(Topics.FANOUT, record.getUserId(), record.toByteArray());
  }

  void open(String user, String session, int slot, long incarnation, long since) throws Exception {
    SessionRecord record =
        SessionRecord.newBuilder()
            .setUserId(user)
            .setDeviceId("phone")
            .setSessionId(session)
            .setGateway(slot)
            .setIncarnation(incarnation)
            .setOpened(SessionOpened.newBuilder().setSince(since))
            .build();
    element(Topics.SESSIONS, user, record.toByteArray());
  }

  void element(Topics topic, String key, byte[] value) throws Exception {
    harness.processElement(source(topic, key, value), 0);
  }

  void gateway(int slot, long incarnation) throws Exception {
    gateway(
        GatewayRecord.newBuilder()
            .setGateway(slot)
            .setIncarnation(incarnation)
            .setLeaseMs(15_000)
            .build());
  }

  void gateway(MessageLite record) throws Exception {
    harness.processBroadcastElement(source(Topics.GATEWAYS, "", record.toByteArray()), 0);
  }

  /** How many sessions of the user are kept. */
  int sessions(String user) throws Exception {
    harness.getOperator().setCurrentKey(user);
    int[] count = new int[1];
    ListState<byte[]> state =
        harness
            .getOperator()
            .getKeyedStateBackend()
            .getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, FeedState.sessions());
    Iterable<byte[]> kept = state.get();
    if (kept != null) {
      kept.forEach(session -> count[0]++);
    }
    return count[0];
  }

  private SourceRecord source(Topics topic, String key, byte[] value) {
    return new SourceRecord(
        topic.topicName(), 0, offset++, 5_000, key.getBytes(StandardCharsets.UTF_8), value);
  }

  List<PushRecord> pushes() {
    return harness.extractOutputValues().stream()
        .map(record -> parse(PushRecord.parser(), record))
        .toList();
  }

  List<SinkRecord> pushRecords() {
    return harness.extractOutputValues();
  }

  List<FeedRecord> userFeed() {
    return side(FeedFunction.USER_FEED).stream()
        .map(record -> parse(FeedRecord.parser(), record))
        .toList();
  }

  List<DeadLetter> deadLetters() {
    return side(FeedFunction.DEAD_LETTERS).stream()
        .map(record -> parse(DeadLetter.parser(), record))
        .toList();
  }

  private List<SinkRecord> side(OutputTag<SinkRecord> tag) {
    Queue<StreamRecord<SinkRecord>> output = harness.getSideOutput(tag);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  private static <T> T parse(Parser<T> parser, SinkRecord record) {
    try {
      return parser.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  void close() throws Exception {
    harness.close();
  }
}
