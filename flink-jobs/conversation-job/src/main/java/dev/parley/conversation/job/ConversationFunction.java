package dev.parley.conversation.job;

import dev.parley.conversation.Command;
import dev.parley.conversation.ConversationRules;
import dev.parley.conversation.Event;
import dev.parley.flink.DeadLetters;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Carries records of {@code inbound}, keyed by conversation, to the rules, and what they say to the
 * outputs: fanout is the main one, since somebody waits for it.
 *
 * <p>All records of a conversation are in one partition, so they come here in the order of the log,
 * and the outputs are a function of that order: after a crash this function sees the same records
 * again and writes the same numbers again.
 */
final class ConversationFunction extends KeyedProcessFunction<String, SourceRecord, SinkRecord> {
  static final OutputTag<SinkRecord> LOG =
      new OutputTag<>("log", TypeInformation.of(SinkRecord.class));
  static final OutputTag<SinkRecord> DEAD_LETTERS =
      new OutputTag<>("dead letters", TypeInformation.of(SinkRecord.class));

  private static final long serialVersionUID = 1;

  private final Duration memory;
  private transient @Nullable Opened opened;

  /** What exists only on the cluster. */
  private record Opened(
      ConversationRules rules, FlinkConversationStore store, ConversationMetrics metrics) {}

  ConversationFunction(Duration memory) {
    this.memory = memory;
  }

  @Override
  public void open(OpenContext context) {
    opened =
        new Opened(
            new ConversationRules(memory),
            new FlinkConversationStore(getRuntimeContext()),
            new ConversationMetrics(getRuntimeContext().getMetricGroup()));
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<SinkRecord> out) {
    Opened here = requireOpened();
    try {
      Command command = InboundReader.read(record.key(), record.value());
      Announcer announcer =
          new Announcer(
              command.conversation(),
              record.timestamp(),
              out::collect,
              written -> context.output(LOG, written));
      for (Event event : here.rules().decide(here.store(), command, record.timestamp())) {
        here.rules().apply(here.store(), event);
        event.accept(announcer);
        event.accept(here.metrics());
      }
    } catch (UnreadableException e) {
      context.output(DEAD_LETTERS, DeadLetters.of(ConversationJob.NAME, record, e.reason()));
      here.metrics().deadLetter();
    }
  }

  private Opened requireOpened() {
    Opened here = opened;
    if (here == null) {
      throw new IllegalStateException("not opened");
    }
    return here;
  }
}
