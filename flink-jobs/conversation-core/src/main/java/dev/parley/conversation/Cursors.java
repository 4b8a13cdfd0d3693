package dev.parley.conversation;

/** Up to which seq a member has got and read the messages. 0 = none. */
public record Cursors(long delivered, long read) {
  public static final Cursors NONE = new Cursors(0, 0);

  public Cursors {
    if (read < 0 || read > delivered) {
      throw new IllegalArgumentException(
          "cursors: delivered %d, read %d (expected: 0 <= read <= delivered)"
              .formatted(delivered, read));
    }
  }

  /** What a receipt makes of them: forward only, never past the head; read implies delivered. */
  public Cursors advancedBy(long newDelivered, long newRead, long head) {
    long nextRead = Math.max(read, Math.min(newRead, head));
    long nextDelivered = Math.max(delivered, Math.min(Math.max(newDelivered, newRead), head));
    return new Cursors(nextDelivered, nextRead);
  }
}
