package dev.parley.stack.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.stack.kafka.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The numbers in a topic that is a conversation-log. */
record LogNumbers(String kafka) {

  /** Reads the whole topic, as it is now. */
  Numbers read(String topic) {
    Numbers numbers = new Numbers();
    new TopicReader(kafka, topic).readAll(record -> add(record, numbers));
    return numbers;
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, Numbers numbers) {
    try {
      ConversationRecord value = ConversationRecord.parseFrom(record.value());
      if (value.hasMessage()) {
        numbers.add(value.getMessage());
      }
    } catch (InvalidProtocolBufferException poison) {
      // Not written by the job; history-job sets it aside as a dead letter and goes on as well.
    }
  }
}
