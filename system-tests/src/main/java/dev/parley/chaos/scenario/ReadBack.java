package dev.parley.chaos.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.chaos.checker.Evidence;
import dev.parley.chaos.device.Fleet;
import dev.parley.chaos.history.BodyHash;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Recorder;
import dev.parley.chaos.stack.Target;
import dev.parley.client.http.HistoryApi;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.kafka.TopicReader;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Takes down what is kept in the end: each member's pages over HTTP, and the log itself. */
final class ReadBack {
  /** The history job may be behind what devices have. */
  private static final Duration LAG = Duration.ofSeconds(60);

  private final Fleet fleet;
  private final Recorder recorder;
  private final HistoryApi api;
  private final TopicReader log;
  private final Map<TopicPartition, Long> logBegan;

  private ReadBack(
      Fleet fleet,
      Recorder recorder,
      HistoryApi api,
      TopicReader log,
      Map<TopicPartition, Long> logBegan) {
    this.fleet = fleet;
    this.recorder = recorder;
    this.api = api;
    this.log = log;
    this.logBegan = logBegan;
  }

  /** Before anything is said: only what comes after this is read from the log. */
  static ReadBack prepare(Target target, Fleet fleet, Recorder recorder) {
    HistoryApi api = new HistoryApi(fleet.runtime().http(), target.gateways().get(0));
    TopicReader log =
        new TopicReader(target.endpoints().kafka(), Topics.CONVERSATION_LOG.topicName());
    return new ReadBack(fleet, recorder, api, log, log.ends());
  }

  /**
   * Reads all of these conversations.
   *
   * @param heads the highest seq that any device has seen
   */
  void read(Collection<String> conversations, Map<String, Long> heads) throws InterruptedException {
    long end = System.nanoTime() + LAG.toNanos();
    for (String conversation : conversations) {
      for (UserId member : ConversationId.parse(conversation).members()) {
        long head = heads.getOrDefault(conversation, 0L);
        List<Message> messages = new ArrayList<>();
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        boolean read =
            Await.until(
                left,
                () -> {
                  messages.clear();
                  return pages(conversation, member.value(), messages) && messages.size() >= head;
                });
        take(conversation, member.value(), messages, read);
      }
    }
    readLog(new HashSet<>(conversations));
  }

  private void take(String conversation, String member, List<Message> messages, boolean read) {
    messages.forEach(message -> record(member, message));
    if (read || !messages.isEmpty()) {
      recorder.record(new Operation.ReadBack(System.nanoTime(), member, conversation));
    }
  }

  /** All pages from the newest to the first; false if one could not be read. */
  private boolean pages(String conversation, String member, List<Message> messages) {
    String token = fleet.tokenOf(member);
    @Nullable Long before = null;
    HistoryPage page;
    try {
      do {
        page = api.messages(token, conversation, before, ProtocolLimits.PAGE_LIMIT_MAX).join();
        messages.addAll(0, page.getMessagesList());
        before = messages.isEmpty() ? null : messages.get(0).getSeq();
      } while (page.getHasMore());
      return true;
    } catch (CompletionException e) {
      messages.clear();
      return false;
    }
  }

  private void readLog(Set<String> conversations) {
    log.read(
        logBegan,
        kafkaRecord -> {
          ConversationRecord entry = parse(kafkaRecord);
          if (entry.hasMessage() && conversations.contains(entry.getConversationId())) {
            record(Evidence.TOPIC + log.topic(), entry.getMessage());
          }
        });
  }

  /** What can't be read is nothing: a fault may have put it there. */
  private static ConversationRecord parse(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    try {
      return ConversationRecord.parseFrom(kafkaRecord.value());
    } catch (InvalidProtocolBufferException poison) {
      return ConversationRecord.getDefaultInstance();
    }
  }

  private void record(String source, Message message) {
    recorder.record(
        new Operation.Stored(
            System.nanoTime(),
            source,
            message.getConversationId(),
            message.getSeq(),
            message.getFrom(),
            message.getClientMessageId(),
            BodyHash.of(message.getText())));
  }
}
