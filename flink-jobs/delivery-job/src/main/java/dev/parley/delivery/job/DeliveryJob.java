package dev.parley.delivery.job;

import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import dev.parley.flink.OperatorUid;
import dev.parley.flink.Pace;
import dev.parley.flink.Reading;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Numbers every user's feed, keeps its tail, and pushes it to the gateways where the user is.
 *
 * <pre>
 * fanout   ─┐
 * sessions ─┴ by user ─▶ feed ─▶ gateway-push, user-feed, dead-letters
 * gateways ── broadcast ──┘
 * </pre>
 */
public final class DeliveryJob {
  public static final String NAME = "delivery-job";

  private DeliveryJob() {}

  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args);
    KafkaConnector kafka = KafkaConnector.live(NAME, arguments.kafka());
    kafka.requireTopics(
        Topics.FANOUT,
        Topics.SESSIONS,
        Topics.GATEWAYS,
        Topics.GATEWAY_PUSH,
        Topics.USER_FEED,
        Topics.DEAD_LETTERS);
    StreamExecutionEnvironment env = JobEnvironment.create(arguments, Pace.PROMPT);
    build(env, kafka);
    env.execute(NAME);
  }

  static void build(StreamExecutionEnvironment env, KafkaConnector kafka) {
    DataStream<SourceRecord> fanout =
        read(env, kafka, Topics.FANOUT, Reading.COUNTED, DeliveryUid.READ_FANOUT);
    DataStream<SourceRecord> sessions =
        read(env, kafka, Topics.SESSIONS, Reading.CURRENT, DeliveryUid.READ_SESSIONS);
    // One partition: more readers would only be idle.
    DataStream<SourceRecord> gateways =
        read(env, kafka, Topics.GATEWAYS, Reading.CURRENT, DeliveryUid.READ_GATEWAYS)
            .setParallelism(1);

    SingleOutputStreamOperator<SinkRecord> pushes = deliver(fanout.union(sessions), gateways);

    write(kafka, pushes, Pace.PROMPT, DeliveryUid.WRITE_GATEWAY_PUSH);
    write(
        kafka,
        pushes.getSideOutput(FeedFunction.USER_FEED),
        Pace.GATHERED,
        DeliveryUid.WRITE_USER_FEED);
    write(
        kafka,
        pushes.getSideOutput(FeedFunction.DEAD_LETTERS),
        Pace.GATHERED,
        DeliveryUid.WRITE_DEAD_LETTERS);
  }

  /** The one operator with state of ours. */
  static SingleOutputStreamOperator<SinkRecord> deliver(
      DataStream<SourceRecord> feedsAndSessions, DataStream<SourceRecord> gateways) {
    return feedsAndSessions
        .keyBy(SourceRecord::keyText, Types.STRING)
        .connect(gateways.broadcast(FeedState.gateways()))
        .process(new FeedFunction(), TypeInformation.of(SinkRecord.class))
        .uid(DeliveryUid.DELIVER.uid())
        .name(DeliveryUid.DELIVER.uid());
  }

  private static SingleOutputStreamOperator<SourceRecord> read(
      StreamExecutionEnvironment env,
      KafkaConnector kafka,
      Topics topic,
      Reading reading,
      OperatorUid uid) {
    return env.fromSource(
            kafka.source(topic, reading, Pace.PROMPT),
            WatermarkStrategy.noWatermarks(),
            uid.uid(),
            TypeInformation.of(SourceRecord.class))
        .uid(uid.uid());
  }

  private static void write(
      KafkaConnector kafka, DataStream<SinkRecord> records, Pace pace, OperatorUid uid) {
    records.sinkTo(kafka.sink(pace)).uid(uid.uid()).name(uid.uid());
  }
}
