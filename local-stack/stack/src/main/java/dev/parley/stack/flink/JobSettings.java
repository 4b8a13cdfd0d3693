package dev.parley.stack.flink;

import java.time.Duration;

/**
 * What jobs are told at their start.
 *
 * @param kafka HOST:PORT
 * @param zookeeper HOST:PORT, the way to HBase
 * @param redis HOST:PORT
 * @param memory how long ids of messages are remembered, to tell a resend from a new message
 */
public record JobSettings(String kafka, String zookeeper, String redis, Duration memory) {
  public static final String DEFAULT_MEMORY = "P30D";
}
