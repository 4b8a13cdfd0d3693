package dev.parley.gateway.ingress;

import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.SessionRecord;

/**
 * Receipts go to the log beside everything else, gathered. They may: only the highest of a
 * conversation counts, whatever it comes before or after.
 */
public record InboundLogs(MessageLog messages, MessageLog receipts) implements MessageLog {
  @Override
  public void append(InboundRecord record, Outcome outcome) {
    (record.hasReceipt() ? receipts : messages).append(record, outcome);
  }

  @Override
  public void append(SessionRecord record, Outcome outcome) {
    messages.append(record, outcome);
  }
}
