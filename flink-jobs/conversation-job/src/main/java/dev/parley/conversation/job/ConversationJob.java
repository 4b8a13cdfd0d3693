package dev.parley.conversation.job;

import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import dev.parley.flink.Pace;
import dev.parley.flink.Reading;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** inbound -> the rules of conversations -> fanout, conversation-log, contacts and dead-letters. */
public final class ConversationJob {
  public static final String NAME = "conversation-job";

  private static final String MEMORY = "--memory";

  /** Read what is there, once, and write to topics with this prefix: a rebuild beside the job. */
  private static final String REPLAY_TO = "--replay-to";

  private static final String REPLAY_NAME = "conversation-replay";
  private static final Duration DEFAULT_MEMORY = Duration.ofDays(30);

  private ConversationJob() {}

  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args, MEMORY, REPLAY_TO);
    Duration memory = arguments.duration(MEMORY, DEFAULT_MEMORY);
    Optional<String> replayTo = arguments.topicPrefix(REPLAY_TO);
    KafkaConnector kafka =
        replayTo
            .map(prefix -> KafkaConnector.replay(REPLAY_NAME, arguments.kafka(), prefix))
            .orElseGet(() -> KafkaConnector.live(NAME, arguments.kafka()));
    StreamExecutionEnvironment env = JobEnvironment.create(arguments, Pace.PROMPT);
    kafka.requireTopics(
        Topics.INBOUND,
        Topics.FANOUT,
        Topics.CONVERSATION_LOG,
        Topics.CONTACTS,
        Topics.DEAD_LETTERS);
    build(env, kafka, memory);
    env.execute(kafka.job());
  }

  static void build(StreamExecutionEnvironment env, KafkaConnector kafka, Duration memory) {
    SingleOutputStreamOperator<SourceRecord> inbound =
        env.fromSource(
                kafka.source(Topics.INBOUND, Reading.COUNTED, Pace.PROMPT),
                WatermarkStrategy.noWatermarks(),
                ConversationUid.READ_INBOUND.uid())
            .uid(ConversationUid.READ_INBOUND.uid());

    SingleOutputStreamOperator<SinkRecord> decided = decide(inbound, memory);

    write(decided, kafka, Pace.PROMPT, ConversationUid.WRITE_FANOUT);
    write(
        decided.getSideOutput(ConversationFunction.LOG),
        kafka,
        Pace.GATHERED,
        ConversationUid.WRITE_CONVERSATION_LOG);
    write(
        decided.getSideOutput(ConversationFunction.DEAD_LETTERS),
        kafka,
        Pace.GATHERED,
        ConversationUid.WRITE_DEAD_LETTERS);
  }

  /** The one operator with state of ours. */
  static SingleOutputStreamOperator<SinkRecord> decide(
      DataStream<SourceRecord> inbound, Duration memory) {
    return inbound
        .keyBy(SourceRecord::keyText, Types.STRING)
        .process(new ConversationFunction(memory), TypeInformation.of(SinkRecord.class))
        .name(ConversationUid.DECIDE.uid())
        .uid(ConversationUid.DECIDE.uid());
  }

  private static void write(
      DataStream<SinkRecord> records, KafkaConnector kafka, Pace pace, ConversationUid uid) {
    records.sinkTo(kafka.sink(pace)).name(uid.uid()).uid(uid.uid());
  }
}
