package dev.parley.history.job;

import dev.parley.flink.SourceRecord;
import java.io.Serializable;
import java.util.Optional;

/** From a record's bytes to what is stored of it; empty = nothing. */
interface RecordReader<R> extends Serializable {
  Optional<R> read(SourceRecord record) throws UnreadableRecordException;
}
