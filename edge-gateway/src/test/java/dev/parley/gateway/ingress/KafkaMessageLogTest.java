package dev.parley.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.SendCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaMessageLogTest {
  private static final int PAYLOAD = 16 * 1024;
  private static final long UNANSWERED_MAX_BYTES = GatewayProducer.MESSAGES.unansweredMaxBytes();

  private final AtomicLong clock = new AtomicLong();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaMessageLog log =
      new KafkaMessageLog(producer, UNANSWERED_MAX_BYTES, clock::get);

  private static InboundRecord send() {
    return InboundRecord.newBuilder()
        .setConversationId("d:ann:bob")
        .setSend(SendCommand.newBuilder().setPayload(ByteString.copyFrom(new byte[PAYLOAD])))
        .build();
  }

  @Test
  void itSaysStoredWhenKafkaDoes() {
    List<Boolean> outcomes = new ArrayList<>();
    log.append(send(), outcomes::add);
    assertThat(outcomes).isEmpty();
    producer.completeNext();
    log.append(send(), outcomes::add);
    producer.errorNext(new TimeoutException("no broker"));

    assertThat(outcomes).containsExactly(true, false);
    assertThat(log.unansweredBytes()).isZero();
  }

  @Test
  void whileKafkaIsSilentMemoryStaysFlatAndTheAnswerIsNo() {
    List<Boolean> outcomes = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      log.append(send(), outcomes::add);
    }
    assertThat(log.unansweredBytes()).isLessThanOrEqualTo(UNANSWERED_MAX_BYTES);
    assertThat(log.fill()).isBetween(0.99, 1.0);
    assertThat(producer.history().size() + outcomes.size()).isEqualTo(10_000);
    assertThat(outcomes).isNotEmpty().containsOnly(false);

    while (producer.completeNext()) {}
    int refused = (int) outcomes.stream().filter(stored -> !stored).count();
    log.append(send(), outcomes::add);
    producer.completeNext();
    assertThat(outcomes.get(outcomes.size() - 1)).isTrue();
    assertThat(outcomes.stream().filter(stored -> !stored)).hasSize(refused);
  }

  @Test
  void theOldestWithoutAnAnswerTellsHowLateTheLogIs() {
    assertThat(log.oldestUnansweredMs()).isZero();
    log.append(send(), stored -> {});
    clock.set(500);
    log.append(send(), stored -> {});
    clock.set(800);
    assertThat(log.oldestUnansweredMs()).isEqualTo(800);
    producer.completeNext();
    assertThat(log.oldestUnansweredMs()).isEqualTo(300);
    producer.errorNext(new TimeoutException("no broker"));

    assertThat(log.oldestUnansweredMs()).isZero();
  }

  @Test
  void answersInAnotherOrderLeaveTheOldestThatStillWaits() {
    clock.set(100);
    Unanswered unanswered = new Unanswered(clock::get);
    Unanswered.Entry first = unanswered.begin(1);
    clock.set(200);
    Unanswered.Entry second = unanswered.begin(1);
    clock.set(300);
    second.answer();
    assertThat(unanswered.oldestMs()).isEqualTo(200);
    first.answer();

    assertThat(unanswered.oldestMs()).isZero();
    assertThat(unanswered.bytes()).isZero();
  }

  @Test
  void aBrokerThatIsNotThereIsNoReasonToHang() throws Exception {
    try (Producer<byte[], byte[]> unconnected =
        GatewayProducer.MESSAGES.connect("127.0.0.1:1", 0)) {
      KafkaMessageLog nowhere = new KafkaMessageLog(unconnected, UNANSWERED_MAX_BYTES, clock::get);
      BlockingQueue<Boolean> outcomes = new LinkedBlockingQueue<>();
      for (int i = 0; i < 20; i++) {
        nowhere.append(send(), outcomes::add);
      }
      for (int i = 0; i < 20; i++) {
        assertThat(outcomes.poll(10, TimeUnit.SECONDS)).isFalse();
      }
      assertThat(nowhere.unansweredBytes()).isZero();
    }
  }
}
