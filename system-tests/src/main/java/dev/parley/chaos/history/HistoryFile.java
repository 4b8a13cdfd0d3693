package dev.parley.chaos.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of operations, one JSON object a line. */
public final class HistoryFile {
  static final ObjectMapper JSON = new JsonMapper();

  private HistoryFile() {}

  /** All operations of a file. */
  public static List<Operation> read(Path file) {
    ObjectReader reader =
        JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(String.class, new SharedStrings()))
            .build()
            .readerFor(Operation.class);
    try (MappingIterator<Operation> operations = reader.readValues(file.toFile())) {
      return operations.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException("history: " + file + " (expected: JSON lines)", e);
    }
  }

  /** Each user, conversation and id stands in very many lines, and once in memory. */
  private static final class SharedStrings extends StdScalarDeserializer<String> {
    @Serial private static final long serialVersionUID = 1;

    private final transient Map<String, String> known = new HashMap<>();

    SharedStrings() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return known.computeIfAbsent(parser.getText(), text -> text);
    }
  }
}
