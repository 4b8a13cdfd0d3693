package dev.parley.chaos.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes operations to a file, one JSON object a line. */
public final class HistoryWriter implements Recorder, AutoCloseable {
  private static final ObjectWriter JSON =
      HistoryFile.JSON
          .writerFor(Operation.class)
          .withRootValueSeparator("\n")
          .without(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);

  private final SequenceWriter lines;

  public HistoryWriter(Path file) {
    try {
      BufferedWriter out = Files.newBufferedWriter(file);
      lines = JSON.writeValues(out);
    } catch (IOException e) {
      throw new UncheckedIOException("history: " + file + " (expected: writable)", e);
    }
  }

  @Override
  public synchronized void record(Operation operation) {
    try {
      lines.write(operation);
    } catch (IOException e) {
      throw new UncheckedIOException("history: not written", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException("history: not written to the end", e);
    }
  }
}
