package dev.parley.conversation.job;

import static dev.parley.conversation.job.OperatorContext.CONVERSATION;
import static dev.parley.conversation.job.OperatorContext.START;
import static dev.parley.conversation.job.OperatorContext.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.ContactRecord;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.SendCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ConversationFunctionTest {
  private static final Duration MEMORY = Duration.ofDays(30);

  private final OperatorContext operator;

  ConversationFunctionTest(Backend backend) throws Exception {
    operator = new OperatorContext(backend, MEMORY);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aMessageGoesToTheLogAndToBothMembers() throws Exception {
    operator.send("ann", 1, "hi");

    Message message =
        Message.newBuilder()
            .setConversationId(CONVERSATION)
            .setSeq(1)
            .setFrom("ann")
            .setFromDevice("phone")
            .setClientMessageId("00000000-0000-4000-8000-000000000001")
            .setSentAt(START)
            .setText("hi")
            .build();
    assertThat(operator.fanout())
        .containsExactly(
            fanoutTo("ann").setMessage(message).build(),
            fanoutTo("bob").setMessage(message).build());
    assertThat(operator.conversationLog()).containsExactly(logged().setMessage(message).build());
    assertThat(operator.fanoutRecords())
        .allMatch(record -> record.topic() == Topics.FANOUT)
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .containsExactly("ann", "bob");
  }

  @Test
  void itsMembersAreMadeKnownAsContactsEverMoreRarely() throws Exception {
    for (int n = 1; n <= 9; n++) {
      operator.send("ann", n, "hi");
    }

    assertThat(operator.contacts())
        .hasSize(2 * 4) // at the 1st, 2nd, 4th and 8th message
        .startsWith(contact("ann", "bob"), contact("bob", "ann"))
        .containsOnly(contact("ann", "bob"), contact("bob", "ann"));
  }

  @Test
  void aPayloadKeepsItsType() throws Exception {
    ByteString payload = ByteString.copyFrom(new byte[] {0, -1});
    operator.inbound(
        by("ann")
            .setSend(
                SendCommand.newBuilder()
                    .setClientMessageId("00000000-0000-4000-8000-000000000001")
                    .setLocalSeq(1)
                    .setPayload(payload)
                    .setContentType("image/png"))
            .build());

    assertThat(operator.conversationLog())
        .singleElement()
        .extracting(ConversationRecord::getMessage)
        .satisfies(
            message -> {
              assertThat(message.getPayload()).isEqualTo(payload);
              assertThat(message.getContentType()).isEqualTo("image/png");
            });
  }

  @Test
  void movedCursorsGoToTheLogAndToBothMembers() throws Exception {
    operator.send("ann", 1, "hi");
    operator.receipt("bob", 0, 1);
    operator.receipt("bob", 1, 0);

    ReceiptUpdate receipt =
        ReceiptUpdate.newBuilder()
            .setConversationId(CONVERSATION)
            .setUserId("bob")
            .setDelivered(1)
            .setRead(1)
            .build();
    assertThat(operator.fanout())
        .filteredOn(FanoutRecord::hasReceipt)
        .containsExactly(
            fanoutTo("ann").setReceipt(receipt).build(),
            fanoutTo("bob").setReceipt(receipt).build());
    assertThat(operator.conversationLog())
        .filteredOn(ConversationRecord::hasReceipt)
        .containsExactly(logged().setReceipt(receipt).build());
  }

  @Test
  void aRefusalGoesToTheSenderAlone() throws Exception {
    operator.send("eve", 1, "hi");

    assertThat(operator.fanout())
        .containsExactly(
            fanoutTo("eve")
                .setRefusal(
                    Refusal.newBuilder()
                        .setDeviceId("phone")
                        .setConversationId(CONVERSATION)
                        .setClientMessageId("00000000-0000-4000-8000-000000000001")
                        .setCode("not_a_member"))
                .build());
    assertThat(operator.conversationLog()).isEmpty();
  }

  @Test
  void aBlockIsToldToTheBlockerAloneAndMakesBothStrangers() throws Exception {
    operator.send("ann", 1, "hi");
    operator.block("bob", true);
    operator.send("ann", 2, "hello?");
    operator.block("bob", false);

    assertThat(operator.fanout().subList(2, 5))
        .containsExactly(
            fanoutTo("bob").setConversation(setting(true, 1)).build(),
            fanoutTo("ann")
                .setRefusal(
                    Refusal.newBuilder()
                        .setDeviceId("phone")
                        .setConversationId(CONVERSATION)
                        .setClientMessageId("00000000-0000-4000-8000-000000000002")
                        .setCode("blocked"))
                .build(),
            fanoutTo("bob").setConversation(setting(false, 2)).build());
    assertThat(operator.conversationLog())
        .filteredOn(ConversationRecord::hasBlock)
        .extracting(record -> record.getBlock().getUserId(), record -> record.getBlock().getOn())
        .containsExactly(tuple("bob", true), tuple("bob", false));
    assertThat(operator.contacts())
        .containsExactly(
            contact("ann", "bob"),
            contact("bob", "ann"),
            contact("ann", "bob").toBuilder().setApart(true).build(),
            contact("bob", "ann").toBuilder().setApart(true).build(),
            contact("ann", "bob"),
            contact("bob", "ann"));
  }

  @Test
  void aRepeatIsToldToNobody() throws Exception {
    operator.send("ann", 1, "hi");
    operator.send("ann", 1, "hi");

    assertThat(operator.conversationLog()).hasSize(1);
    assertThat(operator.fanout()).hasSize(2);
  }

  @Test
  void afterACrashTheSameIsWrittenAgain() throws Exception {
    operator.send("ann", 1, "one");
    operator.send("bob", 1, "two");
    operator.checkpoint();
    int written = operator.conversationLog().size();
    operator.send("ann", 1, "one");
    operator.send("ann", 2, "three");
    operator.receipt("bob", 2, 1);
    operator.send("bob", 1, "not two");
    operator.send("bob", 2, "four");
    List<ConversationRecord> logBefore = operator.conversationLog();
    List<FanoutRecord> fanoutBefore = operator.fanout();

    operator.crashAndReplay();

    assertThat(operator.conversationLog())
        .isEqualTo(logBefore.subList(written, logBefore.size()))
        .extracting(record -> record.getMessage().getSeq())
        .containsExactly(3L, 0L, 4L);
    assertThat(operator.fanout()).isEqualTo(fanoutBefore.subList(2 * written, fanoutBefore.size()));
  }

  @Test
  void anEmptyStateAndTheWholeLogGiveTheSameNumbers() throws Exception {
    for (int n = 1; n <= 20; n++) {
      operator.send(n % 3 == 0 ? "bob" : "ann", n, "text");
      operator.receipt("bob", n, n / 2);
    }
    List<ConversationRecord> before = operator.conversationLog();

    operator.crashAndReplay();

    assertThat(operator.conversationLog()).isEqualTo(before);
  }

  @Test
  void conversationsAreNumberedApart() throws Exception {
    operator.send("ann", 1, "hi");
    operator.raw(
        "d:ann:carl",
        by("ann")
            .setConversationId("d:ann:carl")
            .setSend(
                SendCommand.newBuilder()
                    .setClientMessageId("00000000-0000-4000-8000-000000000002")
                    .setLocalSeq(2)
                    .setText("hi"))
            .build()
            .toByteArray());

    assertThat(operator.conversationLog())
        .extracting(record -> record.getMessage().getSeq())
        .containsExactly(1L, 1L);
  }

  @Test
  void aForgottenIdIsTooLateAlsoAfterACrash() throws Exception {
    operator.send("ann", 1, "hi");
    operator.advance(MEMORY.plusMillis(1));
    operator.receipt("bob", 1, 0);
    operator.checkpoint();
    operator.send("ann", 1, "hi");

    operator.crashAndReplay();

    assertThat(operator.fanout())
        .singleElement()
        .satisfies(record -> assertThat(record.getRefusal().getCode()).isEqualTo("expired"));
  }

  @Test
  void whatIsNoCommandIsADeadLetterAndNothingStops() throws Exception {
    InboundRecord send =
        by("ann")
            .setSend(
                SendCommand.newBuilder()
                    .setClientMessageId("00000000-0000-4000-8000-000000000001")
                    .setLocalSeq(1)
                    .setText("hi"))
            .build();
    byte[] garbage = {(byte) 0xff, 0x01, 0x02};
    operator.raw(CONVERSATION, garbage);
    operator.raw("d:ann:carl", send.toByteArray());
    operator.inbound(by("ann").build());
    operator.inbound(send);

    assertThat(operator.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            "value: (expected: an InboundRecord)",
            "key: (expected: the record's conversationId)",
            "command: missing (expected: send, receipt or block)");
    assertThat(operator.deadLetters().get(0))
        .isEqualTo(
            DeadLetter.newBuilder()
                .setJob("conversation-job")
                .setTopic("inbound")
                .setPartition(3)
                .setOffset(0)
                .setTimestamp(START)
                .setKey(ByteString.copyFromUtf8(CONVERSATION))
                .setValue(ByteString.copyFrom(garbage))
                .setReason("value: (expected: an InboundRecord)")
                .build());
    assertThat(operator.conversationLog())
        .extracting(record -> record.getMessage().getSeq())
        .containsExactly(1L);
  }

  private static FanoutRecord.Builder fanoutTo(String user) {
    return FanoutRecord.newBuilder().setUserId(user).setTime(START);
  }

  private static ConversationRecord.Builder logged() {
    return ConversationRecord.newBuilder().setConversationId(CONVERSATION).setTime(START);
  }

  private static ConversationUpdate setting(boolean blocked, long version) {
    return ConversationUpdate.newBuilder()
        .setConversationId(CONVERSATION)
        .setBlocked(blocked)
        .setVersion(version)
        .build();
  }

  private static ContactRecord contact(String user, String peer) {
    return ContactRecord.newBuilder().setUserId(user).setPeerId(peer).build();
  }
}
