package dev.parley.history.job;

import dev.parley.flink.SourceRecord;
import dev.parley.history.store.ClientThreads;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** At least once: what a crash repeats, the rows don't notice. */
record HistorySink<R>(RecordReader<R> reader, StorageFactory<R> storage)
    implements Sink<SourceRecord> {
  private static final long serialVersionUID = 1;

  @Override
  public SinkWriter<SourceRecord> createWriter(WriterInitContext context) {
    context
        .getUserCodeClassLoader()
        .registerReleaseHookIfAbsent("hbase-client-threads", ClientThreads::stop);
    PatientStorage<R> patient =
        new PatientStorage<>(
            storage.open(),
            time -> Thread.sleep(time.toMillis()),
            context.metricGroup().counter("storeFailures"));
    return new BatchWriter<>(reader, patient, context.getProcessingTimeService());
  }
}
