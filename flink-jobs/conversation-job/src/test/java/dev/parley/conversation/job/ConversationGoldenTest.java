package dev.parley.conversation.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.flink.Golden;
import dev.parley.flink.GoldenTest;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptCommand;
import dev.parley.protocol.v1.SendCommand;
import dev.parley.protocol.v1.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that was ever released is one that the present code goes on with. */
class ConversationGoldenTest extends GoldenTest {
  private static final String ANN = "golden-ann";
  private static final String BOB = "golden-bob";
  private static final String CEM = "golden-cem";
  private static final Duration MEMORY = Duration.ofDays(30);

  @Override
  protected String job() {
    return ConversationJob.NAME;
  }

  @Override
  protected StreamGraph graph() {
    return ConversationJobTest.newGraph();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theConversationsGoOnWhereTheyWere(Golden golden) throws Exception {
    for (int parallelism : List.of(1, 3)) {
      Inbound inbound = new Inbound(golden);
      Message first = inbound.messages.get(0);
      String withBob = first.getConversationId();
      String withCem = inbound.last(CEM).getConversationId();
      long head = inbound.last(BOB).getSeq();

      inbound.messages.forEach(inbound::resend);
      inbound.send(withBob, ANN, first.getClientMessageId(), "another text");
      inbound.receipt(withBob, BOB, 1, 1);
      inbound.receipt(withCem, CEM, 2, 2);
      inbound.send(withBob, ANN, UUID.randomUUID().toString(), "after");
      List<SinkRecord> written = decide(golden, inbound, parallelism);

      assertThat(log(written))
          .satisfiesExactlyInAnyOrder(
              record -> {
                assertThat(record.getMessage().getText()).isEqualTo("after");
                assertThat(record.getMessage().getSeq()).isEqualTo(head + 1);
              },
              record -> {
                assertThat(record.getReceipt().getUserId()).isEqualTo(CEM);
                assertThat(record.getReceipt().getRead()).isEqualTo(2);
              });
      assertThat(fanout(written))
          .filteredOn(FanoutRecord::hasRefusal)
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.getUserId()).isEqualTo(ANN);
                assertThat(record.getRefusal().getCode()).isEqualTo(ErrorCode.CONFLICT.wireName());
              });
      assertThat(fanout(written)).hasSize(1 + 2 + 2);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whoeverWasBlockedStillIs(Golden golden) throws Exception {
    boolean knowsBlocks = golden.feed(BOB).stream().anyMatch(Update::hasConversation);
    Inbound inbound = new Inbound(golden);
    inbound.send(
        ConversationId.direct(new UserId(BOB), new UserId(CEM)).value(),
        CEM,
        UUID.randomUUID().toString(),
        "hello?");
    List<SinkRecord> written = decide(golden, inbound, 1);

    assertThat(log(written)).hasSize(knowsBlocks ? 0 : 1);
    assertThat(fanout(written))
        .filteredOn(FanoutRecord::hasRefusal)
        .extracting(record -> record.getRefusal().getCode())
        .isEqualTo(knowsBlocks ? List.of(ErrorCode.BLOCKED.wireName()) : List.of());
  }

  private static List<SinkRecord> decide(Golden golden, Inbound inbound, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env = golden.environment(parallelism);
    SingleOutputStreamOperator<SinkRecord> decided =
        ConversationJob.decide(
            env.fromData(inbound.records, TypeInformation.of(SourceRecord.class)), MEMORY);
    return Golden.run(
        decided.union(
            decided.getSideOutput(ConversationFunction.LOG),
            decided.getSideOutput(ConversationFunction.DEAD_LETTERS)));
  }

  private static List<ConversationRecord> log(List<SinkRecord> written) throws IOException {
    List<ConversationRecord> records = new ArrayList<>();
    for (SinkRecord record : written) {
      if (record.topic() == Topics.CONVERSATION_LOG) {
        records.add(ConversationRecord.parseFrom(record.value()));
      }
    }
    return records;
  }

  private static List<FanoutRecord> fanout(List<SinkRecord> written) throws IOException {
    List<FanoutRecord> records = new ArrayList<>();
    for (SinkRecord record : written) {
      if (record.topic() == Topics.FANOUT) {
        records.add(FanoutRecord.parseFrom(record.value()));
      }
    }
    return records;
  }

  /** What comes after the savepoint. */
  private static final class Inbound {
    private final List<Message> messages;
    private final List<SourceRecord> records = new ArrayList<>();
    private final Golden golden;
    private final long time;

    Inbound(Golden golden) throws Exception {
      this.golden = golden;
      this.messages =
          golden.feed(ANN).stream().filter(Update::hasMessage).map(Update::getMessage).toList();
      this.time = messages.get(messages.size() - 1).getSentAt() + 1_000;
    }

    Message last(String user) throws Exception {
      List<Message> seen =
          golden.feed(user).stream().filter(Update::hasMessage).map(Update::getMessage).toList();
      return seen.get(seen.size() - 1);
    }

    void resend(Message message) {
      send(
          message.getConversationId(),
          message.getFrom(),
          message.getClientMessageId(),
          message.getText());
    }

    void send(String conversation, String user, String id, String text) {
      add(
          by(conversation, user)
              .setSend(
                  SendCommand.newBuilder()
                      .setClientMessageId(id)
                      .setLocalSeq(1_000)
                      .setText(text)));
    }

    void receipt(String conversation, String user, long delivered, long read) {
      add(
          by(conversation, user)
              .setReceipt(ReceiptCommand.newBuilder().setDelivered(delivered).setRead(read)));
    }

    private static InboundRecord.Builder by(String conversation, String user) {
      return InboundRecord.newBuilder()
          .setConversationId(conversation)
          .setUserId(user)
          .setDeviceId("phone");
    }

    private void add(InboundRecord.Builder record) {
      records.add(
          new SourceRecord(
              Topics.INBOUND.topicName(),
              0,
              records.size(),
              time,
              record.getConversationId().getBytes(StandardCharsets.UTF_8),
              record.build().toByteArray()));
    }
  }
}
