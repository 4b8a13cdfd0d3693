package dev.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.SessionClosed;
import dev.parley.protocol.v1.SessionOpened;
import dev.parley.protocol.v1.SessionRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeedInputsTest {
  @Test
  void takesASessionWithAllItSays() {
    SessionRecord record = session().setOpened(SessionOpened.newBuilder().setSince(17)).build();
    assertThat(FeedInputs.of(record))
        .isEqualTo(new FeedInput.Opened(FeedContext.session("s-1", "phone", 3, 12), 17));
    assertThat(FeedInputs.of(session().setClosed(SessionClosed.getDefaultInstance()).build()))
        .isEqualTo(new FeedInput.Closed(FeedContext.session("s-1", "phone", 3, 12)));
  }

  @Test
  void takesMessagesReceiptsSettingsAndRefusals() {
    Message message = Message.newBuilder().setConversationId("g:1").setSeq(1).build();
    assertThat(FeedInputs.of(FanoutRecord.newBuilder().setMessage(message).build()))
        .isEqualTo(new FeedInput.MessageArrived(message));
    ReceiptUpdate receipt = receipt(3, 2).getReceipt();
    assertThat(FeedInputs.of(receipt(3, 2).build())).isEqualTo(new FeedInput.ReceiptMoved(receipt));
    ConversationUpdate conversation = setting(1).getConversation();
    assertThat(FeedInputs.of(setting(1).build()))
        .isEqualTo(new FeedInput.ConversationChanged(conversation));
    Refusal refusal = FeedContext.refusal("phone", "m-1");
    assertThat(FeedInputs.of(FanoutRecord.newBuilder().setRefusal(refusal).build()))
        .isEqualTo(new FeedInput.SendRefused(refusal));
  }

  static Stream<Arguments> badFanout() {
    Message message = Message.newBuilder().setConversationId("d:a:b").setSeq(1).build();
    return Stream.of(
        Arguments.of("entry", FanoutRecord.newBuilder()),
        Arguments.of("version", setting(0)),
        Arguments.of("seq", FanoutRecord.newBuilder().setMessage(message.toBuilder().setSeq(0))),
        Arguments.of(
            "conversation_id",
            FanoutRecord.newBuilder().setMessage(message.toBuilder().clearConversationId())),
        Arguments.of("read", receipt(2, 3)),
        Arguments.of("delivered", receipt(-1, 0)),
        Arguments.of(
            "deviceId", FanoutRecord.newBuilder().setRefusal(FeedContext.refusal("", "m-1"))));
  }

  @ParameterizedTest
  @MethodSource("badFanout")
  void namesTheFieldOfAFanoutRecordThatBreaksARule(String field, FanoutRecord.Builder record) {
    assertThatThrownBy(() -> FeedInputs.of(record.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field + ": ")
        .hasMessageContaining("(expected: ");
  }

  static Stream<Arguments> badSessions() {
    SessionOpened opened = SessionOpened.newBuilder().setSince(1).build();
    return Stream.of(
        Arguments.of("gateway", session().setOpened(opened).setGateway(16)),
        Arguments.of("gateway", session().setOpened(opened).setGateway(-1)),
        Arguments.of("incarnation", session().setOpened(opened).setIncarnation(-1)),
        Arguments.of("session_id", session().setOpened(opened).setSessionId("")),
        Arguments.of("deviceId", session().setOpened(opened).setDeviceId("a b")),
        Arguments.of("since", session().setOpened(opened.toBuilder().setSince(-1))),
        Arguments.of("event", session()));
  }

  @ParameterizedTest
  @MethodSource("badSessions")
  void namesTheFieldOfASessionRecordThatBreaksARule(String field, SessionRecord.Builder record) {
    assertThatThrownBy(() -> FeedInputs.of(record.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field + ": ")
        .hasMessageContaining("(expected: ");
  }

  private static SessionRecord.Builder session() {
    return SessionRecord.newBuilder()
        .setUserId("ann")
        .setDeviceId("phone")
        .setSessionId("s-1")
        .setGateway(3)
        .setIncarnation(12);
  }

  private static FanoutRecord.Builder setting(long version) {
    return FanoutRecord.newBuilder()
        .setConversation(
            ConversationUpdate.newBuilder().setConversationId("d:a:b").setVersion(version));
  }

  private static FanoutRecord.Builder receipt(long delivered, long read) {
    return FanoutRecord.newBuilder()
        .setReceipt(
            ReceiptUpdate.newBuilder()
                .setConversationId("d:ann:bob")
                .setUserId("bob")
                .setDelivered(delivered)
                .setRead(read));
  }
}
