package dev.parley.presence.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.flink.SinkRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.PresenceStatus;
import dev.parley.protocol.v1.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The presence operator on RocksDB. */
final class PersonHarness {
  static final long START = 1_700_000_000_000L;

  private final KeyedOneInputStreamOperatorTestHarness<String, PersonInput, SinkRecord> harness;

  private PersonHarness(@Nullable OperatorSubtaskState state, long now) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PersonFunction()), PersonInput::user, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setProcessingTime(now);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  static PersonHarness start() throws Exception {
    return new PersonHarness(null, START);
  }

  static PersonHarness restored(OperatorSubtaskState state, long now) throws Exception {
    return new PersonHarness(state, now);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  long clock() {
    return harness.getProcessingTime();
  }

  void setClock(long now) throws Exception {
    harness.setProcessingTime(now);
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  void meets(String user, String peer) throws Exception {
    signal(user, PersonSignal.newBuilder().setMet(peer));
  }

  void partsFrom(String user, String peer) throws Exception {
    signal(user, PersonSignal.newBuilder().setParted(peer));
  }

  void device(String user, int gateway, DeviceSignal.State state, long at) throws Exception {
    DeviceSignal device =
        DeviceSignal.newBuilder()
            .setUserId(user)
            .setDeviceId("phone")
            .setJoinedAt(START)
            .setState(state)
            .setAt(at)
            .build();
    signal(user, from(gateway).setDevice(device));
  }

  void asks(String watcher, String user, int gateway) throws Exception {
    WatchSignal watch =
        WatchSignal.newBuilder().setUserId(user).addAskers(watcher).setOn(true).build();
    signal(user, from(gateway).setWatch(watch));
  }

  private static PersonSignal.Builder from(int gateway) {
    return PersonSignal.newBuilder().setGateway(gateway).setIncarnation(10 + gateway);
  }

  private void signal(String user, PersonSignal.Builder signal) throws Exception {
    harness.processElement(new StreamRecord<>(new PersonInput(user, signal.build().toByteArray())));
  }

  /** What a gateway was told since the last look at any. */
  List<PresenceStatus> told(int gateway) throws InvalidProtocolBufferException {
    List<PresenceStatus> told = new ArrayList<>();
    for (SinkRecord record : harness.extractOutputValues()) {
      if (record.topic() == Topics.GATEWAY_SIGNALS && record.partition() == gateway) {
        told.add(GatewaySignal.parseFrom(record.value()).getStatus());
      }
    }
    harness.getOutput().clear();
    return told;
  }

  List<PresenceStatus> snapshots() throws InvalidProtocolBufferException {
    List<PresenceStatus> snapshots = new ArrayList<>();
    Queue<StreamRecord<byte[]>> output = harness.getSideOutput(PersonFunction.SNAPSHOTS);
    for (StreamRecord<byte[]> record :
        Optional.ofNullable(output).map(List::copyOf).orElse(List.of())) {
      snapshots.add(PresenceStatus.parseFrom(record.getValue()));
    }
    return snapshots;
  }

  void close() throws Exception {
    harness.close();
  }
}
