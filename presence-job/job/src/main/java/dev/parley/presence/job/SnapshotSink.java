package dev.parley.presence.job;

import dev.parley.history.recent.RecentStore;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** PresenceStatus to Redis, as far as Redis keeps up. */
record SnapshotSink(String redis) implements Sink<byte[]> {
  private static final long serialVersionUID = 1;

  @Override
  public SinkWriter<byte[]> createWriter(WriterInitContext context) {
    return SnapshotWriter.start(
        RecentStore.at(redis), context.metricGroup().counter("snapshotsSkipped"));
  }
}
