package dev.parley.history.job;

import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import dev.parley.flink.Pace;
import dev.parley.flink.Reading;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Message;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The only writer of HBase, and of the recent messages in Redis.
 *
 * <pre>
 * conversation-log ─▶ messages ─▶ HBase messages, then Redis
 * user-feed ────────▶ updates ──▶ HBase user_feed and conversations
 * </pre>
 *
 * Nothing is keyed or shuffled: a partition's records are stored in its order.
 */
public final class HistoryJob {
  public static final String NAME = "history-job";

  private static final String ZOOKEEPER = "--zookeeper";
  private static final String REDIS = "--redis";

  private HistoryJob() {}

  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args, ZOOKEEPER, REDIS);
    Stores stores = new Stores(arguments.hostPort(ZOOKEEPER), arguments.hostPort(REDIS));
    KafkaConnector kafka = KafkaConnector.live(NAME, arguments.kafka());
    StreamExecutionEnvironment env = JobEnvironment.create(arguments);
    kafka.requireTopics(Topics.CONVERSATION_LOG, Topics.USER_FEED, Topics.DEAD_LETTERS);
    build(env, kafka, stores);
    env.execute(NAME);
  }

  /** Where HBase and Redis are, as HOST:PORT. */
  record Stores(String zookeeper, String redis) {}

  static void build(StreamExecutionEnvironment env, KafkaConnector kafka, Stores stores) {
    String zookeeper = stores.zookeeper();
    String redis = stores.redis();

    SingleOutputStreamOperator<SourceRecord> messages =
        read(env, kafka, Topics.CONVERSATION_LOG, HistoryUid.READ_CONVERSATION_LOG)
            .process(new SelectFunction<Message>(RecordReaders::message))
            .name(HistoryUid.SELECT_MESSAGES.uid())
            .uid(HistoryUid.SELECT_MESSAGES.uid());
    store(
        messages,
        new HistorySink<Message>(
            RecordReaders::message, () -> MessageStorage.open(zookeeper, redis)),
        HistoryUid.STORE_MESSAGES);

    SingleOutputStreamOperator<SourceRecord> updates =
        read(env, kafka, Topics.USER_FEED, HistoryUid.READ_USER_FEED)
            .process(new SelectFunction<FeedRecord>(RecordReaders::update))
            .name(HistoryUid.SELECT_UPDATES.uid())
            .uid(HistoryUid.SELECT_UPDATES.uid());
    store(
        updates,
        new HistorySink<FeedRecord>(RecordReaders::update, () -> FeedStorage.open(zookeeper)),
        HistoryUid.STORE_UPDATES);

    DataStream<SinkRecord> deadLetters =
        messages
            .getSideOutput(SelectFunction.DEAD_LETTERS)
            .union(updates.getSideOutput(SelectFunction.DEAD_LETTERS));
    deadLetters
        .sinkTo(kafka.sink(Pace.GATHERED))
        .name(HistoryUid.WRITE_DEAD_LETTERS.uid())
        .uid(HistoryUid.WRITE_DEAD_LETTERS.uid());
  }

  private static DataStream<SourceRecord> read(
      StreamExecutionEnvironment env, KafkaConnector kafka, Topics topic, HistoryUid uid) {
    return env.fromSource(
            kafka.source(topic, Reading.COMPLETE, Pace.GATHERED),
            WatermarkStrategy.noWatermarks(),
            uid.uid(),
            TypeInformation.of(SourceRecord.class))
        .uid(uid.uid());
  }

  private static void store(DataStream<SourceRecord> records, HistorySink<?> sink, HistoryUid uid) {
    records.sinkTo(sink).name(uid.uid()).uid(uid.uid());
  }
}
