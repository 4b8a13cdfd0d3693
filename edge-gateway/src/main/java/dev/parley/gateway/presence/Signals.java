package dev.parley.gateway.presence;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.VisibilitySignal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is to be said to the presence job. The partitions take turns, so that the work of a period
 * comes evenly over it: all at once it would hold up the messages that come just then. Not safe for
 * use by many threads.
 */
final class Signals {
  private static final int PARTITIONS = Topics.PRESENCE_SIGNALS.partitions();

  /** In this time one partition is said, in a period each of them once. */
  static final Duration TURN = ProtocolLimits.PRESENCE_PERIOD.dividedBy(PARTITIONS);

  private final int gateway;
  private final long incarnation;
  private final List<PartitionSignals> partitions =
      IntStream.range(0, PARTITIONS).mapToObj(partition -> new PartitionSignals()).toList();
  private int next;

  Signals(int gateway, long incarnation) {
    this.gateway = gateway;
    this.incarnation = incarnation;
  }

  /** What is to be said of the users of a partition. */
  record Turn(int partition, List<PresenceSignals> records) {}

  void here(DeviceSignal device) {
    of(device.getUserId()).here(device);
  }

  void left(DeviceSignal device) {
    of(device.getUserId()).left(device);
  }

  void ask(String user, String asker) {
    of(user).ask(user, asker);
  }

  void endWatch(String user) {
    of(user).endWatch(user);
  }

  void choose(VisibilitySignal chosen) {
    of(chosen.getUserId()).choose(chosen);
  }

  void sayAllAgain() {
    partitions.forEach(PartitionSignals::sayAllAgain);
  }

  int devices() {
    return partitions.stream().mapToInt(PartitionSignals::devices).sum();
  }

  /** What is to be said now, of the partition whose turn it is. */
  Turn take() {
    int partition = next;
    next = (next + 1) % PARTITIONS;
    return new Turn(
        partition, partitions.get(partition).take(new SignalRecords(gateway, incarnation)));
  }

  void again(int partition, PresenceSignals lost) {
    partitions.get(partition).again(lost);
  }

  static int partition(String user) {
    return Math.floorMod(user.hashCode(), PARTITIONS);
  }

  private PartitionSignals of(String user) {
    return partitions.get(partition(user));
  }
}
