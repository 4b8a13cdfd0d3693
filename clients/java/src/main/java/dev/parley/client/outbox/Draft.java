package dev.parley.client.outbox;

import com.google.protobuf.ByteString;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Send;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Messages before they have a localSeq. */
public final class Draft {
  private Draft() {}

  /** A text for another user, under a new id. */
  public static Send text(String to, String text) {
    return check(
        Send.newBuilder()
            .setTo(new UserId(to).value())
            .setClientMessageId(UUID.randomUUID().toString())
            .setText(text)
            .build());
  }

  /** Opaque bytes for another user, under a new id. */
  public static Send payload(String to, byte[] payload, String contentType) {
    return check(
        Send.newBuilder()
            .setTo(new UserId(to).value())
            .setClientMessageId(UUID.randomUUID().toString())
            .setPayload(ByteString.copyFrom(payload))
            .setContentType(contentType)
            .build());
  }

  /**
   * Refuses what would harm the connection: too large a frame closes it, and a message without a
   * valid id could never be answered. Every other rule is the gateway's to check.
   */
  public static Send check(Send draft) {
    new ClientMessageId(draft.getClientMessageId());
    int bytes =
        draft.hasPayload()
            ? draft.getPayload().size()
            : draft.getText().getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > ProtocolLimits.TEXT_MAX_BYTES) {
      throw new IllegalArgumentException(
          "text: " + bytes + " bytes (expected: 1 to " + ProtocolLimits.TEXT_MAX_BYTES + ")");
    }
    return draft;
  }
}
