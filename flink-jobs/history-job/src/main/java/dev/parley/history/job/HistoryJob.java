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
 *
 * <p>A replay stores again what the logs hold: rows that are there stay as they are, missing ones
 * come back. It runs beside the live job, paced, and leaves Redis alone, which holds what is new.
 */
public final class HistoryJob {
  public static final String NAME = "history-job";

  private static final String ZOOKEEPER = "--zookeeper";
  private static final String REDIS = "--redis";
  private static final String REPLAY_RATE = "--replay-rate";
  private static final String REPLAY_NAME = "history-replay";
  private static final int MAX_RATE = 1_000_000;

  private HistoryJob() {}

  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args, ZOOKEEPER, REDIS, REPLAY_RATE);
    Stores stores = new Stores(arguments.hostPort(ZOOKEEPER), arguments.hostPort(REDIS));
    int replayRate = arguments.number(REPLAY_RATE, 1, MAX_RATE, 0);
    StreamExecutionEnvironment env = JobEnvironment.create(arguments, Pace.GATHERED);
    KafkaConnector kafka =
        replayRate > 0
            ? KafkaConnector.replay(REPLAY_NAME, arguments.kafka(), "")
            : KafkaConnector.live(NAME, arguments.kafka());
    kafka.requireTopics(Topics.CONVERSATION_LOG, Topics.USER_FEED, Topics.DEAD_LETTERS);
    if (replayRate > 0) {
      buildReplay(env, kafka, stores.zookeeper(), replayRate);
    } else {
      build(env, kafka, stores);
    }
    env.execute(kafka.job());
  }

  /** Where HBase and Redis are, as HOST:PORT. */
  record Stores(String zookeeper, String redis) {}

  static void build(StreamExecutionEnvironment env, KafkaConnector kafka, Stores stores) {
    String zookeeper = stores.zookeeper();
    String redis = stores.redis();

    SingleOutputStreamOperator<SourceRecord> messages = messages(env, kafka);
    store(
        messages,
        new HistorySink<Message>(
            RecordReaders::message, () -> MessageStorage.open(zookeeper, redis)),
        HistoryUid.STORE_MESSAGES);

    SingleOutputStreamOperator<SourceRecord> updates = updates(env, kafka);
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

  /** What can't be read is a dead letter already. The rate is that of each of the two logs. */
  static void buildReplay(
      StreamExecutionEnvironment env, KafkaConnector kafka, String zookeeper, int rate) {
    env.setParallelism(1); // the rate is kept by the one task of a sink
    store(
        messages(env, kafka),
        new HistorySink<Message>(
            RecordReaders::message, () -> PacedStorage.of(StoredMessages.open(zookeeper), rate)),
        HistoryUid.STORE_MESSAGES);
    store(
        updates(env, kafka),
        new HistorySink<FeedRecord>(
            RecordReaders::update, () -> PacedStorage.of(FeedStorage.open(zookeeper), rate)),
        HistoryUid.STORE_UPDATES);
  }

  private static SingleOutputStreamOperator<SourceRecord> messages(
      StreamExecutionEnvironment env, KafkaConnector kafka) {
    return read(env, kafka, Topics.CONVERSATION_LOG, HistoryUid.READ_CONVERSATION_LOG)
        .process(new SelectFunction<Message>(RecordReaders::message))
        .name(HistoryUid.SELECT_MESSAGES.uid())
        .uid(HistoryUid.SELECT_MESSAGES.uid());
  }

  private static SingleOutputStreamOperator<SourceRecord> updates(
      StreamExecutionEnvironment env, KafkaConnector kafka) {
    return read(env, kafka, Topics.USER_FEED, HistoryUid.READ_USER_FEED)
        .process(new SelectFunction<FeedRecord>(RecordReaders::update))
        .name(HistoryUid.SELECT_UPDATES.uid())
        .uid(HistoryUid.SELECT_UPDATES.uid());
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
