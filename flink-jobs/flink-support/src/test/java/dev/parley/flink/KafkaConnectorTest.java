package dev.parley.flink;

import static org.apache.flink.api.connector.source.Boundedness.BOUNDED;
import static org.apache.flink.api.connector.source.Boundedness.CONTINUOUS_UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.PushRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.types.PojoTestUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaConnectorTest {
  @Test
  void recordsBetweenOperatorsNeedNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SourceRecord.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SinkRecord.class);
  }

  @Test
  void aRecordIsReadWithItsOriginAndUndecoded() {
    SourceRecord record = read(new ConsumerRecord<>("inbound", 3, 42, bytes("d:a:b"), bytes("x")));

    assertThat(record)
        .usingRecursiveComparison()
        .isEqualTo(
            new SourceRecord(
                "inbound", 3, 42, ConsumerRecord.NO_TIMESTAMP, bytes("d:a:b"), bytes("x")));
    assertThat(record.keyText()).isEqualTo("d:a:b");
  }

  @Test
  void aMissingKeyAndValueAreEmpty() {
    SourceRecord record = read(new ConsumerRecord<>("inbound", 0, 0, null, null));

    assertThat(record.key()).isEmpty();
    assertThat(record.value()).isEmpty();
  }

  @Test
  void aKeyedRecordLeavesThePartitionToKafka() {
    ProducerRecord<byte[], byte[]> written =
        write(SinkRecord.keyed(Topics.FANOUT, "ann", PushRecord.getDefaultInstance()));

    assertThat(written.topic()).isEqualTo("fanout");
    assertThat(written.partition()).isNull();
    assertThat(written.key()).asString().isEqualTo("ann");
    assertThat(written.timestamp()).isNull();
  }

  @Test
  void aReplayWritesToTopicsOfItsOwn() {
    SinkRecord record = SinkRecord.keyed(Topics.FANOUT, "ann", PushRecord.getDefaultInstance());

    assertThat(new SinkRecordWriter("replay-1-").serialize(record, new NoContext(), 5L).topic())
        .isEqualTo("replay-1-fanout");
  }

  @Test
  void onlyAReplayEnds() {
    assertThat(boundedness(KafkaConnector.live("job", "a:1"))).isEqualTo(CONTINUOUS_UNBOUNDED);
    assertThat(boundedness(KafkaConnector.replay("job", "a:1", "replay-1-"))).isEqualTo(BOUNDED);
  }

  @Test
  void anAddressedRecordGoesToThatPartition() {
    assertThat(write(push(15)).partition()).isEqualTo(15);
    assertThat(write(push(15)).key()).isNull();
  }

  @Test
  void aPartitionThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> push(Topics.GATEWAY_SLOTS))
        .withMessage("partition: 16 of gateway-push (expected: 0 to 15)");
  }

  @Test
  void aDeadLetterNamesItsOriginAndCarriesTheBytes() throws Exception {
    SinkRecord letter =
        DeadLetters.of(
            "some-job", new SourceRecord("inbound", 3, 42, 7, bytes("k"), bytes("v")), "why");

    assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS);
    DeadLetter content = DeadLetter.parseFrom(letter.value());
    assertThat(content.getJob()).isEqualTo("some-job");
    assertThat(content.getTopic()).isEqualTo("inbound");
    assertThat(content.getPartition()).isEqualTo(3);
    assertThat(content.getOffset()).isEqualTo(42);
    assertThat(content.getTimestamp()).isEqualTo(7);
    assertThat(content.getKey().toStringUtf8()).isEqualTo("k");
    assertThat(content.getValue().toStringUtf8()).isEqualTo("v");
    assertThat(content.getReason()).isEqualTo("why");
  }

  @Test
  void aDeadLetterOfTheLargestRecordCanStillBeWritten() {
    byte[] largest = new byte[1024 * 1024];

    SinkRecord letter =
        DeadLetters.of("some-job", new SourceRecord("inbound", 0, 0, 0, largest, largest), "why");

    assertThat(letter.value().length).isLessThan(1024 * 1024 - 1024);
  }

  @Test
  void topicsAsTheyShouldBeGiveNoProblem() {
    assertThat(
            TopicCheck.problems(
                Map.of(Topics.INBOUND, 8, Topics.GATEWAYS, 1), Topics.INBOUND, Topics.GATEWAYS))
        .isEmpty();
  }

  @Test
  void everyMissingTopicAndWrongPartitionCountIsNamed() {
    assertThat(
            TopicCheck.problems(
                Map.of(Topics.INBOUND, 9, Topics.GATEWAYS, 1),
                Topics.INBOUND,
                Topics.GATEWAYS,
                Topics.FANOUT))
        .containsExactly(
            "inbound has 9 (expected: 8 partitions)",
            "fanout has no partition (expected: 8 partitions)");
  }

  private static Boundedness boundedness(KafkaConnector connector) {
    return connector.source(Topics.INBOUND, Reading.COUNTED, Pace.PROMPT).getBoundedness();
  }

  private static SourceRecord read(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    List<SourceRecord> out = new ArrayList<>();
    new SourceRecordReader().deserialize(record, new ListCollector<>(out));
    return out.get(0);
  }

  private static ProducerRecord<byte[], byte[]> write(SinkRecord record) {
    return new SinkRecordWriter("").serialize(record, new NoContext(), 5L);
  }

  private static SinkRecord push(int partition) {
    return SinkRecord.addressed(Topics.GATEWAY_PUSH, partition, PushRecord.getDefaultInstance());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record NoContext() implements KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[0];
    }
  }
}
