package dev.parley.presence.job;

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
 * Who is online, for those who may see it.
 *
 * <pre>
 * presence-signals ─ by gateway and partition ─▶ roster ─┐
 * gateways ────────────── broadcast ──────────────┘      ├ by user ─▶ presence ─▶ gateway-signals
 * contacts ─────────────────────────────────────▶ meet ──┘                └─▶ Redis
 * </pre>
 */
public final class PresenceJob {
  public static final String NAME = "presence-job";

  private static final String REDIS = "--redis";

  private PresenceJob() {}

  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args, REDIS);
    String redis = arguments.hostPort(REDIS);
    KafkaConnector kafka = KafkaConnector.live(NAME, arguments.kafka());
    kafka.requireTopics(
        Topics.PRESENCE_SIGNALS,
        Topics.GATEWAYS,
        Topics.CONTACTS,
        Topics.GATEWAY_SIGNALS,
        Topics.DEAD_LETTERS);
    StreamExecutionEnvironment env = JobEnvironment.create(arguments, Pace.GATHERED);
    build(env, kafka, redis);
    env.execute(NAME);
  }

  static void build(StreamExecutionEnvironment env, KafkaConnector kafka, String redis) {
    // One partition: more readers would only be idle.
    DataStream<SourceRecord> gateways =
        read(env, kafka, Topics.GATEWAYS, Pace.PROMPT, PresenceUid.READ_GATEWAYS).setParallelism(1);
    SingleOutputStreamOperator<PersonInput> roster =
        roster(
            read(env, kafka, Topics.PRESENCE_SIGNALS, Pace.PROMPT, PresenceUid.READ_SIGNALS),
            gateways);
    SingleOutputStreamOperator<PersonInput> meetings =
        meet(read(env, kafka, Topics.CONTACTS, Pace.GATHERED, PresenceUid.READ_CONTACTS));

    SingleOutputStreamOperator<SinkRecord> signals = presence(roster.union(meetings));

    signals
        .sinkTo(kafka.sink(Pace.GATHERED))
        .uid(PresenceUid.WRITE_SIGNALS.uid())
        .name(PresenceUid.WRITE_SIGNALS.uid());
    signals
        .getSideOutput(PersonFunction.SNAPSHOTS)
        .sinkTo(new SnapshotSink(redis))
        .uid(PresenceUid.WRITE_SNAPSHOTS.uid())
        .name(PresenceUid.WRITE_SNAPSHOTS.uid());
    roster
        .getSideOutput(RosterFunction.DEAD_LETTERS)
        .union(meetings.getSideOutput(RosterFunction.DEAD_LETTERS))
        .sinkTo(kafka.sink(Pace.GATHERED))
        .uid(PresenceUid.WRITE_DEAD_LETTERS.uid())
        .name(PresenceUid.WRITE_DEAD_LETTERS.uid());
  }

  static SingleOutputStreamOperator<PersonInput> roster(
      DataStream<SourceRecord> signals, DataStream<SourceRecord> gateways) {
    return signals
        .keyBy(RosterFunction::key, Types.STRING)
        .connect(gateways.broadcast(RosterStates.gateways()))
        .process(new RosterFunction(), TypeInformation.of(PersonInput.class))
        .uid(PresenceUid.ROSTER.uid())
        .name(PresenceUid.ROSTER.uid());
  }

  static SingleOutputStreamOperator<PersonInput> meet(DataStream<SourceRecord> contacts) {
    return contacts
        .process(new MeetFunction(), TypeInformation.of(PersonInput.class))
        .uid(PresenceUid.MEET.uid())
        .name(PresenceUid.MEET.uid());
  }

  static SingleOutputStreamOperator<SinkRecord> presence(DataStream<PersonInput> persons) {
    return persons
        .keyBy(PersonInput::user, Types.STRING)
        .process(new PersonFunction(), TypeInformation.of(SinkRecord.class))
        .uid(PresenceUid.PRESENCE.uid())
        .name(PresenceUid.PRESENCE.uid());
  }

  private static SingleOutputStreamOperator<SourceRecord> read(
      StreamExecutionEnvironment env,
      KafkaConnector kafka,
      Topics topic,
      Pace pace,
      OperatorUid uid) {
    // What is lost of signals is said again; a compacted topic has holes anyway.
    return env.fromSource(
            kafka.source(topic, Reading.CURRENT, pace),
            WatermarkStrategy.noWatermarks(),
            uid.uid(),
            TypeInformation.of(SourceRecord.class))
        .uid(uid.uid());
  }
}
