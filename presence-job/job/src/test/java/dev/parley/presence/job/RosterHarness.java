package dev.parley.presence.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.PresenceSignals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The roster operator on RocksDB, fed with records as Kafka would bring them. */
final class RosterHarness {
  private final KeyedBroadcastOperatorTestHarness<String, SourceRecord, SourceRecord, PersonInput>
      harness;
  private long offset;

  private RosterHarness(@Nullable OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new RosterFunction(), List.of(RosterStates.gateways())),
            RosterFunction::key,
            Types.STRING,
            JobEnvironment.MAX_PARALLELISM,
            1,
            0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setProcessingTime(1_000_000);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  static RosterHarness start() throws Exception {
    return new RosterHarness(null);
  }

  static RosterHarness restored(OperatorSubtaskState state) throws Exception {
    return new RosterHarness(state);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  void advance(long ms) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + ms);
  }

  void joins(String user, int gateway, int partition) throws Exception {
    DeviceSignal joined =
        DeviceSignal.newBuilder()
            .setUserId(user)
            .setDeviceId("phone")
            .setJoinedAt(1)
            .setState(DeviceSignal.State.ACTIVE)
            .setAt(1)
            .build();
    batch(
        PresenceSignals.newBuilder()
            .setGateway(gateway)
            .setIncarnation(10 + gateway)
            .addDevices(joined),
        partition);
  }

  void batch(PresenceSignals.Builder batch, int partition) throws Exception {
    raw(Integer.toString(batch.getGateway()), partition, batch.build().toByteArray());
  }

  void raw(String key, int partition, byte[] value) throws Exception {
    harness.processElement(
        new StreamRecord<>(
            record(Topics.PRESENCE_SIGNALS, partition, key, value, harness.getProcessingTime())));
  }

  void lives(int gateway, long brokerTime) throws Exception {
    GatewayRecord alive =
        GatewayRecord.newBuilder()
            .setGateway(gateway)
            .setIncarnation(10 + gateway)
            .setLeaseMs(10_000)
            .build();
    heardOfGateway(alive, brokerTime);
  }

  void heardOfGateway(GatewayRecord record, long brokerTime) throws Exception {
    harness.processBroadcastElement(
        new StreamRecord<>(
            record(
                Topics.GATEWAYS,
                0,
                Integer.toString(record.getGateway()),
                record.toByteArray(),
                brokerTime)));
  }

  private SourceRecord record(Topics topic, int partition, String key, byte[] value, long time) {
    return new SourceRecord(
        topic.topicName(), partition, offset++, time, key.getBytes(StandardCharsets.UTF_8), value);
  }

  /** What passed since the last look, as "user LEFT". */
  List<String> passed() {
    List<String> passed =
        harness.extractOutputValues().stream()
            .map(
                input -> {
                  PersonSignal signal = input.decoded();
                  return input.user()
                      + " "
                      + (signal.hasDevice()
                          ? signal.getDevice().getState()
                          : signal.getSignalCase());
                })
            .toList();
    harness.getOutput().clear();
    return passed;
  }

  List<DeadLetter> deadLetters() throws InvalidProtocolBufferException {
    List<DeadLetter> letters = new ArrayList<>();
    Queue<StreamRecord<SinkRecord>> output = harness.getSideOutput(RosterFunction.DEAD_LETTERS);
    for (StreamRecord<SinkRecord> record :
        Optional.ofNullable(output).map(List::copyOf).orElse(List.of())) {
      letters.add(DeadLetter.parseFrom(record.getValue().value()));
    }
    return letters;
  }

  void close() throws Exception {
    harness.close();
  }
}
