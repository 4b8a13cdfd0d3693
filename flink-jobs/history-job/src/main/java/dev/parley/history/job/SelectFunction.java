package dev.parley.history.job;

import dev.parley.flink.DeadLetters;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Passes on what can be stored, and makes dead letters of what can't be read. Records stay bytes,
 * which the sink reads once more: the two are chained, and bytes need no serializer of ours.
 */
final class SelectFunction<R> extends ProcessFunction<SourceRecord, SourceRecord> {
  static final OutputTag<SinkRecord> DEAD_LETTERS =
      new OutputTag<>("unreadable", TypeInformation.of(SinkRecord.class));

  private static final long serialVersionUID = 1;

  private final RecordReader<R> reader;
  private transient Counter deadLetters;

  SelectFunction(RecordReader<R> reader) {
    this.reader = reader;
  }

  @Override
  public void open(OpenContext context) {
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<SourceRecord> out) {
    try {
      if (reader.read(record).isPresent()) {
        out.collect(record);
      }
    } catch (UnreadableRecordException e) {
      deadLetters.inc();
      context.output(DEAD_LETTERS, DeadLetters.of(HistoryJob.NAME, record, e.reason()));
    }
  }
}
