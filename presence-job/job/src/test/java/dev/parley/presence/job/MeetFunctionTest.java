package dev.parley.presence.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.ContactRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class MeetFunctionTest {
  @Test
  @SuppressWarnings("try") // Flink's harness declares every exception
  void aContactIsToldToItsUserAndNoiseIsSetAside() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, PersonInput> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(new MeetFunction())) {
      ContactRecord contact = ContactRecord.newBuilder().setUserId("bob").setPeerId("ann").build();
      harness.processElement(record(contact.toByteArray()), 0);
      harness.processElement(record(new byte[] {(byte) 0xff, 1}), 0);
      harness.processElement(record(contact.toBuilder().setPeerId("a b").build().toByteArray()), 0);

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              input -> {
                assertThat(input.user()).isEqualTo("bob");
                assertThat(input.decoded().getMet()).isEqualTo("ann");
              });
      assertThat(harness.getSideOutput(RosterFunction.DEAD_LETTERS)).hasSize(2);
    }
  }

  @Test
  @SuppressWarnings("try") // Flink's harness declares every exception
  void aContactThatHasEndedIsToldAsWell() throws Exception {
    try (OneInputStreamOperatorTestHarness<SourceRecord, PersonInput> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(new MeetFunction())) {
      ContactRecord ended =
          ContactRecord.newBuilder().setUserId("bob").setPeerId("ann").setApart(true).build();
      harness.processElement(record(ended.toByteArray()), 0);

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(input -> assertThat(input.decoded().getParted()).isEqualTo("ann"));
    }
  }

  private static SourceRecord record(byte[] value) {
    return new SourceRecord(Topics.CONTACTS.topicName(), 0, 0, 0, new byte[0], value);
  }
}
