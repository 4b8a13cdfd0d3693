package dev.parley.system.faults;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that nobody can read are set aside with their origin and stop nobody. */
@OnStack
class PoisonTest {
  private static final byte[] POISON = "\u0007not a record".getBytes(StandardCharsets.UTF_8);

  private final Parley parley;

  PoisonTest(Parley parley) {
    this.parley = parley;
  }

  @ParameterizedTest
  @EnumSource(
      value = Topics.class,
      names = {"INBOUND", "CONVERSATION_LOG", "FANOUT", "USER_FEED", "SESSIONS", "GATEWAYS"})
  void poisonInATopicOfAJobIsADeadLetterWithItsOrigin(Topics topic) throws Exception {
    RecordMetadata origin = produce(topic);
    await("a dead letter of " + origin)
        .atMost(PATIENCE)
        .until(
            () ->
                deadLetters().stream()
                    .anyMatch(
                        letter ->
                            letter.getTopic().equals(topic.topicName())
                                && letter.getPartition() == origin.partition()
                                && letter.getOffset() == origin.offset()
                                && !letter.getReason().isEmpty()));
    peopleStillTalk();
  }

  @ParameterizedTest
  @EnumSource(
      value = Topics.class,
      names = {"GATEWAY_PUSH"})
  void poisonForAGatewayIsSkipped(Topics topic) throws Exception {
    produce(topic);
    peopleStillTalk();
  }

  private void peopleStillTalk() {
    String ann = parley.person("ann");
    String bob = parley.person("bob");
    try (Device annsPhone = parley.device(ann, "phone", 1);
        Device bobsPhone = parley.device(bob, "phone", 0)) {
      Outgoing message = annsPhone.say(bob, "still well");
      bobsPhone.awaitMessage(message);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(bobsPhone.wholeHistory(message.conversation(), 10)).hasSize(1));
    }
  }

  private RecordMetadata produce(Topics topic) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", parley.stack().endpoints().kafka());
    byte[] key = "poison".getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      Integer partition = topic == Topics.GATEWAY_PUSH ? 0 : null;
      return producer.send(new ProducerRecord<>(topic.topicName(), partition, key, POISON)).get();
    }
  }

  private List<DeadLetter> deadLetters() throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", parley.stack().endpoints().kafka());
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition all = new TopicPartition(Topics.DEAD_LETTERS.topicName(), 0);
      consumer.assign(List.of(all));
      consumer.seekToBeginning(List.of(all));
      long end = consumer.endOffsets(List.of(all)).getOrDefault(all, 0L);
      while (consumer.position(all) < end) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          letters.add(DeadLetter.parseFrom(record.value()));
        }
      }
    }
    assertThat(letters).allSatisfy(letter -> assertThat(letter.getJob()).isNotEmpty());
    return letters;
  }
}
