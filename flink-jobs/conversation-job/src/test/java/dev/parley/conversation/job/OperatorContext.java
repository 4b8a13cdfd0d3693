package dev.parley.conversation.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.BlockCommand;
import dev.parley.protocol.v1.ContactRecord;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.ReceiptCommand;
import dev.parley.protocol.v1.SendCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator in a harness, with a log to replay from. */
final class OperatorContext {
  static final String CONVERSATION = "d:ann:bob";
  static final long START = 1_700_000_000_000L;

  private static final Configuration NO_KRYO =
      new Configuration().set(PipelineOptions.GENERIC_TYPES, false);

  private final Backend backend;
  private final Duration memory;
  private final List<SourceRecord> log = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, SourceRecord, SinkRecord> harness;
  private OperatorSubtaskState snapshot = OperatorSubtaskState.builder().build();
  private int snapshotAt;
  private long now = START;

  OperatorContext(Backend backend, Duration memory) throws Exception {
    this.backend = backend;
    this.memory = memory;
    this.harness = open();
  }

  void send(String user, long n, String text) throws Exception {
    SendCommand.Builder send =
        SendCommand.newBuilder()
            .setClientMessageId("00000000-0000-4000-8000-%012x".formatted(n))
            .setLocalSeq(n)
            .setText(text);
    inbound(by(user).setSend(send).build());
  }

  void receipt(String user, long delivered, long read) throws Exception {
    ReceiptCommand.Builder receipt =
        ReceiptCommand.newBuilder().setDelivered(delivered).setRead(read);
    inbound(by(user).setReceipt(receipt).build());
  }

  void block(String user, boolean on) throws Exception {
    inbound(by(user).setBlock(BlockCommand.newBuilder().setOn(on)).build());
  }

  void inbound(InboundRecord record) throws Exception {
    raw(CONVERSATION, record.toByteArray());
  }

  void raw(String key, byte[] value) throws Exception {
    SourceRecord record =
        new SourceRecord(
            Topics.INBOUND.topicName(),
            3,
            log.size(),
            now,
            key.getBytes(StandardCharsets.UTF_8),
            value);
    log.add(record);
    process(record);
  }

  void advance(Duration time) {
    now += time.toMillis();
  }

  void checkpoint() throws Exception {
    snapshot = harness.snapshot(log.size(), now);
    snapshotAt = log.size();
  }

  /** Starts again from the last checkpoint and reads the log from there, as after a kill. */
  void crashAndReplay() throws Exception {
    harness.close();
    harness = open();
    for (SourceRecord record : log.subList(snapshotAt, log.size())) {
      process(record);
    }
  }

  List<FanoutRecord> fanout() throws InvalidProtocolBufferException {
    List<FanoutRecord> records = new ArrayList<>();
    for (SinkRecord record : harness.extractOutputValues()) {
      records.add(FanoutRecord.parseFrom(record.value()));
    }
    return records;
  }

  List<ConversationRecord> conversationLog() throws InvalidProtocolBufferException {
    List<ConversationRecord> records = new ArrayList<>();
    for (SinkRecord record : logOutput(Topics.CONVERSATION_LOG)) {
      records.add(ConversationRecord.parseFrom(record.value()));
    }
    return records;
  }

  List<ContactRecord> contacts() throws InvalidProtocolBufferException {
    List<ContactRecord> records = new ArrayList<>();
    for (SinkRecord record : logOutput(Topics.CONTACTS)) {
      records.add(ContactRecord.parseFrom(record.value()));
    }
    return records;
  }

  List<DeadLetter> deadLetters() throws InvalidProtocolBufferException {
    List<DeadLetter> records = new ArrayList<>();
    for (SinkRecord record : sideOutput(harness.getSideOutput(ConversationFunction.DEAD_LETTERS))) {
      records.add(DeadLetter.parseFrom(record.value()));
    }
    return records;
  }

  List<SinkRecord> fanoutRecords() {
    return harness.extractOutputValues();
  }

  /** Entries of all states; only the heap can count them. */
  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  static InboundRecord.Builder by(String user) {
    return InboundRecord.newBuilder()
        .setConversationId(CONVERSATION)
        .setUserId(user)
        .setDeviceId("phone");
  }

  void close() throws Exception {
    harness.close();
  }

  private void process(SourceRecord record) throws Exception {
    harness.processElement(record, record.timestamp());
  }

  private KeyedOneInputStreamOperatorTestHarness<String, SourceRecord, SinkRecord> open()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, SourceRecord, SinkRecord> opened =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ConversationFunction(memory)),
            SourceRecord::keyText,
            Types.STRING);
    opened.setStateBackend(backend.create());
    opened.getExecutionConfig().configure(NO_KRYO, OperatorContext.class.getClassLoader());
    opened.initializeState(snapshot);
    opened.open();
    return opened;
  }

  private List<SinkRecord> logOutput(Topics topic) {
    return sideOutput(harness.getSideOutput(ConversationFunction.LOG)).stream()
        .filter(record -> record.topic() == topic)
        .toList();
  }

  private static List<SinkRecord> sideOutput(Queue<StreamRecord<SinkRecord>> output) {
    return Optional.ofNullable(output).stream()
        .flatMap(Queue::stream)
        .map(StreamRecord::getValue)
        .toList();
  }
}
