package dev.parley.conversation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.conversation.Command;
import dev.parley.conversation.Content;
import dev.parley.conversation.Fixtures;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.ReceiptCommand;
import dev.parley.protocol.v1.SendCommand;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InboundReaderTest {
  @Test
  void aSendIsRead() throws Exception {
    assertThat(read(good().build()))
        .isEqualTo(
            new Command.Send(
                Fixtures.ANN_AND_BOB, Fixtures.ANN, Fixtures.id(7), 7, Content.text("hi")));
  }

  @Test
  void aReceiptIsRead() throws Exception {
    InboundRecord record =
        good().setReceipt(ReceiptCommand.newBuilder().setDelivered(5).setRead(3)).build();

    assertThat(read(record)).isEqualTo(Fixtures.receipt(Fixtures.ANN, 5, 3));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoCommandSaysWhy(Consumer<InboundRecord.Builder> spoil, String reason) {
    InboundRecord.Builder record = good();
    spoil.accept(record);

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read(record.build()))
        .satisfies(e -> assertThat(e.reason()).startsWith(reason));
  }

  static Stream<Arguments> whatIsNoCommandSaysWhy() {
    return Stream.of(
        spoiled(record -> record.setConversationId("d:bob:ann"), "conversationId: d:bob:ann"),
        spoiled(record -> record.setUserId("a/b"), "userId: a/b"),
        spoiled(record -> record.setDeviceId(""), "deviceId: "),
        spoiled(record -> record.clearCommand(), "command: missing"),
        spoiled(record -> record.getSendBuilder().setClientMessageId("7"), "clientMessageId: 7"),
        spoiled(record -> record.getSendBuilder().setLocalSeq(0), "localSeq: 0"),
        spoiled(record -> record.getSendBuilder().clearContent(), "content: missing"));
  }

  private static Arguments spoiled(Consumer<InboundRecord.Builder> spoil, String reason) {
    return Arguments.of(spoil, reason);
  }

  private static InboundRecord.Builder good() {
    return InboundRecord.newBuilder()
        .setConversationId("d:ann:bob")
        .setUserId("ann")
        .setDeviceId("phone")
        .setSend(
            SendCommand.newBuilder()
                .setClientMessageId(Fixtures.id(7).value())
                .setLocalSeq(7)
                .setText("hi"));
  }

  private static Command read(InboundRecord record) throws UnreadableException {
    return InboundReader.read(
        record.getConversationId().getBytes(StandardCharsets.UTF_8), record.toByteArray());
  }
}
