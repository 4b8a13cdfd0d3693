package dev.parley.stack;

import dev.parley.protocol.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What to start.
 *
 * @param home the checkout whose built artifacts are run
 * @param data where everything is kept
 * @param gateways how many gateways, on slots 0 and up
 * @param portOffset added to every port
 * @param fresh delete the data of earlier runs first
 * @param memory how long ids of messages are remembered
 * @param heals whether a process that dies is started again
 */
public record StackOptions(
    Path home,
    Path data,
    int gateways,
    int portOffset,
    boolean fresh,
    Duration memory,
    boolean heals) {
  public StackOptions {
    if (gateways < 1 || gateways > Topics.GATEWAY_SLOTS) {
      throw new StackException(
          "gateways: %d (expected: 1 to %d)".formatted(gateways, Topics.GATEWAY_SLOTS));
    }
  }
}
