package dev.parley.conversation;

import dev.parley.protocol.id.ClientMessageId;

/**
 * A message in the memory: enough to forget it again.
 *
 * @param time the time of the record that brought it, ms since 1970
 */
public record Remembered(long seq, Sender sender, ClientMessageId id, long localSeq, long time) {}
