package dev.parley.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.ReceiptCommand;
import dev.parley.protocol.v1.SendCommand;
import dev.parley.protocol.v1.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboundLogsTest {
  private final Notes messages = new Notes();
  private final Notes receipts = new Notes();
  private final InboundLogs logs = new InboundLogs(messages, receipts);

  @Test
  void onlyReceiptsAreGathered() {
    logs.append(
        InboundRecord.newBuilder().setSend(SendCommand.getDefaultInstance()).build(), stored -> {});
    logs.append(SessionRecord.getDefaultInstance(), stored -> {});
    logs.append(
        InboundRecord.newBuilder().setReceipt(ReceiptCommand.getDefaultInstance()).build(),
        stored -> {});

    assertThat(messages.taken).containsExactly("SEND", "session");
    assertThat(receipts.taken).containsExactly("RECEIPT");
  }

  private static final class Notes implements MessageLog {
    private final List<String> taken = new ArrayList<>();

    @Override
    public void append(InboundRecord record, Outcome outcome) {
      taken.add(record.getCommandCase().name());
    }

    @Override
    public void append(SessionRecord record, Outcome outcome) {
      taken.add("session");
    }
  }
}
