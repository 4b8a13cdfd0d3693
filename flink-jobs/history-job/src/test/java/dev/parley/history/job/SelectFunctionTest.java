package dev.parley.history.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.DeadLetter;
import dev.parley.protocol.v1.Message;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectFunctionTest {
  private OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new SelectFunction<Message>(RecordReaders::message));
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void whatIsStoredPassesAndWhatIsNotStoredEnds() throws Exception {
    SourceRecord message = LogRecords.log(LogRecords.said(1));
    operator.processElement(message, 1);
    operator.processElement(
        LogRecords.log(
            ConversationRecord.newBuilder()
                .setConversationId(LogRecords.CONVERSATION)
                .setReceipt(LogRecords.receipt())
                .build()),
        1);

    assertThat(operator.extractOutputValues())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(message);
    assertThat(operator.getSideOutput(SelectFunction.DEAD_LETTERS)).isNullOrEmpty();
  }

  @Test
  void anUnreadableRecordBecomesADeadLetterWithItsOrigin() throws Exception {
    operator.processElement(LogRecords.log(LogRecords.said(0)), 1);

    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(operator.getSideOutput(SelectFunction.DEAD_LETTERS)).hasSize(1);
    SinkRecord written =
        operator.getSideOutput(SelectFunction.DEAD_LETTERS).stream()
            .map(StreamRecord::getValue)
            .findFirst()
            .orElseThrow();
    DeadLetter letter = DeadLetter.parseFrom(written.value());
    assertThat(written.topic()).isEqualTo(Topics.DEAD_LETTERS);
    assertThat(letter.getJob()).isEqualTo("history-job");
    assertThat(letter.getTopic()).isEqualTo("conversation-log");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(42);
    assertThat(letter.getReason()).isEqualTo("seq: 0 (expected: 1 or more)");
  }
}
