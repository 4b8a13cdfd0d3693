package dev.parley.protocol.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every Kafka topic of Parley. Stacks create topics from here and nobody spells a topic name
 * elsewhere.
 *
 * <p>Keyed topics must never get more partitions: keys would move, and two partitions would feed
 * one conversation or user. Retention of what a job numbers from ({@code inbound}, {@code fanout})
 * must exceed the longest outage and the oldest savepoint that may be restored.
 */
public enum Topics {
  /** Key: conversation. Value: InboundRecord. The broker's time is the message's time. */
  INBOUND("inbound", Kind.KEYED, Cleanup.DELETE, Duration.ofDays(7), true),
  /** Key: conversation. Value: ConversationRecord. The truth: kept for ever. */
  CONVERSATION_LOG("conversation-log", Kind.KEYED, Cleanup.FOREVER, Duration.ZERO, false),
  /** Key: user. Value: FanoutRecord. */
  FANOUT("fanout", Kind.KEYED, Cleanup.DELETE, Duration.ofDays(7), false),
  /** Key: user. Value: FeedRecord. */
  USER_FEED("user-feed", Kind.KEYED, Cleanup.DELETE, Duration.ofDays(7), false),
  /** Key: user. Value: SessionRecord. */
  SESSIONS("sessions", Kind.KEYED, Cleanup.DELETE, Duration.ofDays(1), true),
  /** Key: slot. Value: GatewayRecord. One partition: its offsets are the incarnations. */
  GATEWAYS("gateways", Kind.SINGLE, Cleanup.COMPACT, Duration.ZERO, true),
  /**
   * Partition: gateway slot. Value: PushRecord. A gateway reads only what comes after its start.
   */
  GATEWAY_PUSH("gateway-push", Kind.PER_GATEWAY, Cleanup.DELETE, Duration.ofHours(1), false),
  /** Key: user and peer. Value: ContactRecord. Written by the conversation job. */
  CONTACTS("contacts", Kind.KEYED, Cleanup.COMPACT, Duration.ZERO, false),
  /** Partition: by user. Value: PresenceSignals. What is older was said again. */
  PRESENCE_SIGNALS("presence-signals", Kind.KEYED, Cleanup.DELETE, Duration.ofHours(1), false),
  /** Partition: gateway slot. Value: GatewaySignal. Whoever reads late misses nothing of use. */
  GATEWAY_SIGNALS("gateway-signals", Kind.PER_GATEWAY, Cleanup.DELETE, Duration.ofHours(1), false),
  /** Key: none. Value: DeadLetter. */
  DEAD_LETTERS("dead-letters", Kind.SINGLE, Cleanup.DELETE, Duration.ofDays(30), false);

  /** Gateways that a stack can have: partitions of the topics that are addressed by slot. */
  public static final int GATEWAY_SLOTS = 16;

  /** Partitions of a keyed topic unless the operator chose another count before first start. */
  public static final int KEYED_PARTITIONS = 8;

  private enum Kind {
    KEYED,
    SINGLE,
    PER_GATEWAY
  }

  private enum Cleanup {
    DELETE,
    COMPACT,
    FOREVER
  }

  private final String topicName;
  private final Kind kind;
  private final Cleanup cleanup;
  private final Duration retention;
  private final boolean brokerTime;

  Topics(String topicName, Kind kind, Cleanup cleanup, Duration retention, boolean brokerTime) {
    this.topicName = topicName;
    this.kind = kind;
    this.cleanup = cleanup;
    this.retention = retention;
    this.brokerTime = brokerTime;
  }

  public String topicName() {
    return topicName;
  }

  public int partitions() {
    return switch (kind) {
      case KEYED -> KEYED_PARTITIONS;
      case SINGLE -> 1;
      case PER_GATEWAY -> GATEWAY_SLOTS;
    };
  }

  /** The topic's configuration, in Kafka's own names. */
  public Map<String, String> config() {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("message.timestamp.type", brokerTime ? "LogAppendTime" : "CreateTime");
    switch (cleanup) {
      case DELETE -> {
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", Long.toString(retention.toMillis()));
      }
      case FOREVER -> {
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", "-1");
      }
      case COMPACT -> config.put("cleanup.policy", "compact");
    }
    return config;
  }
}
