package dev.parley.system.faults;

import static org.awaitility.Awaitility.await;

import dev.parley.stack.Home;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Parley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The newest golden state of history-job. It goes on from offsets, which must be there. */
record GoldenHistory(Path directory) {

  static GoldenHistory newest() throws IOException {
    try (Stream<Path> versions =
        Files.list(Home.find().root().resolve("savepoints").resolve("history-job"))) {
      return new GoldenHistory(
          versions
              .max(Comparator.comparingInt(v -> Integer.parseInt(v.getFileName().toString())))
              .orElseThrow());
    }
  }

  /** The people of the golden state talk until the logs are as long as they were then. */
  void fillLogs(Parley parley) throws IOException {
    Map<TopicPartition, Long> wanted = offsets();
    try (Device ann = parley.device("golden-ann", "phone", 0);
        Device bob = parley.device("golden-bob", "phone", 0);
        Device cem = parley.device("golden-cem", "phone", 0);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", parley.stack().endpoints().kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      await("logs as long as in the golden state")
          .atMost(Parley.PATIENCE)
          .until(
              () -> {
                bob.awaitMessage(ann.say("golden-bob", "more"));
                cem.awaitMessage(ann.say("golden-cem", "more"));
                Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet());
                return wanted.entrySet().stream()
                    .allMatch(entry -> ends.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
              });
    }
  }

  private Map<TopicPartition, Long> offsets() throws IOException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (String line : Files.readAllLines(directory.resolve("offsets.txt"))) {
      int space = line.indexOf(' ');
      int hyphen = line.lastIndexOf('-', space);
      offsets.put(
          new TopicPartition(
              line.substring(0, hyphen), Integer.parseInt(line.substring(hyphen + 1, space))),
          Long.parseLong(line.substring(space + 1)));
    }
    return offsets;
  }
}
