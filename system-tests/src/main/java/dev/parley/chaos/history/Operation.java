package dev.parley.chaos.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One thing that a virtual device did or saw, or that was done to the system. Times are nanoseconds
 * of one monotonic clock, so operations of all devices can be compared.
 *
 * <p>A {@code session} is the number of a device's connection, from 1. What is read back at the end
 * has a {@code source} instead: who read it, or the topic it was read from.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Operation.Began.class, name = "began"),
  @JsonSubTypes.Type(value = Operation.Said.class, name = "say"),
  @JsonSubTypes.Type(value = Operation.Connected.class, name = "connect"),
  @JsonSubTypes.Type(value = Operation.Welcomed.class, name = "welcome"),
  @JsonSubTypes.Type(value = Operation.Sent.class, name = "send"),
  @JsonSubTypes.Type(value = Operation.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = Operation.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Operation.MessageSeen.class, name = "message"),
  @JsonSubTypes.Type(value = Operation.CursorsSeen.class, name = "cursors"),
  @JsonSubTypes.Type(value = Operation.ReceiptSent.class, name = "receipt"),
  @JsonSubTypes.Type(value = Operation.CaughtUp.class, name = "caughtUp"),
  @JsonSubTypes.Type(value = Operation.Resynced.class, name = "resync"),
  @JsonSubTypes.Type(value = Operation.Closed.class, name = "close"),
  @JsonSubTypes.Type(value = Operation.Stored.class, name = "history"),
  @JsonSubTypes.Type(value = Operation.ReadBack.class, name = "readBack"),
  @JsonSubTypes.Type(value = Operation.FaultBegan.class, name = "fault"),
  @JsonSubTypes.Type(value = Operation.FaultEnded.class, name = "healed"),
  @JsonSubTypes.Type(value = Operation.Sampled.class, name = "sample")
})
public sealed interface Operation {
  long t();

  /** Something that a device did or saw on one of its connections. */
  sealed interface OnSession extends Operation {
    String user();

    String device();

    int session();

    default DeviceKey key() {
      return new DeviceKey(user(), device());
    }
  }

  /** An entry of a user's feed, as a device got it. */
  sealed interface Entry extends OnSession {
    long position();

    String conversation();
  }

  /**
   * The run itself.
   *
   * @param wallMs the wall clock at {@code t}, ms since 1970: servers give their times in it
   */
  record Began(long t, String scenario, long seed, long wallMs) implements Operation {}

  /** A message was handed to the device, which sends it when it can. */
  record Said(
      long t, String user, String device, String conversation, String clientMessageId, long body)
      implements Operation {}

  /** The device said hello. */
  record Connected(long t, String user, String device, int session, String gateway, long since)
      implements OnSession {}

  record Welcomed(long t, String user, String device, int session) implements OnSession {}

  /** A message went out on the wire, for the first time or again. */
  record Sent(
      long t,
      String user,
      String device,
      int session,
      String conversation,
      String clientMessageId,
      long localSeq,
      long body)
      implements OnSession {}

  record Accepted(long t, String user, String device, int session, String clientMessageId)
      implements OnSession {}

  /** An error frame; without a clientMessageId it was about something else. */
  record Refused(
      long t, String user, String device, int session, String code, String clientMessageId)
      implements OnSession {}

  record MessageSeen(
      long t,
      String user,
      String device,
      int session,
      long position,
      String conversation,
      long seq,
      String from,
      String clientMessageId,
      long body,
      long sentAtMs)
      implements Entry {}

  record CursorsSeen(
      long t,
      String user,
      String device,
      int session,
      long position,
      String conversation,
      String member,
      long delivered,
      long read)
      implements Entry {}

  /** Zero means: nothing said about this cursor. */
  record ReceiptSent(
      long t,
      String user,
      String device,
      int session,
      String conversation,
      long delivered,
      long read)
      implements OnSession {}

  record CaughtUp(long t, String user, String device, int session, long position)
      implements OnSession {}

  record Resynced(long t, String user, String device, int session, long position)
      implements OnSession {}

  /** The connection ended: by a close frame of the server, or with 1006 without one. */
  record Closed(long t, String user, String device, int session, int code) implements OnSession {}

  /** A message, as it was read back. */
  record Stored(
      long t,
      String source,
      String conversation,
      long seq,
      String from,
      String clientMessageId,
      long body)
      implements Operation {}

  /** This reader has read all that there is of the conversation. */
  record ReadBack(long t, String source, String conversation) implements Operation {}

  /**
   * A fault was put in.
   *
   * @param gateway the gateway it hits; empty if it hits everyone
   */
  record FaultBegan(long t, String fault, String gateway) implements Operation {}

  /**
   * All is in working order again.
   *
   * @param proof that the fault bit; empty if there is none
   */
  record FaultEnded(long t, String fault, String proof) implements Operation {}

  /** What a process used. */
  record Sampled(
      long t,
      String component,
      long pid,
      long heapBytes,
      int threads,
      int descriptors,
      long residentBytes)
      implements Operation {}
}
