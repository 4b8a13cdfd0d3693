package dev.parley.delivery;

/** How far a member of a conversation got, both cumulative. They only rise. */
public record Cursors(long delivered, long read) {
  public static final Cursors NONE = new Cursors(0, 0);

  Cursors raisedTo(long otherDelivered, long otherRead) {
    return new Cursors(Math.max(delivered, otherDelivered), Math.max(read, otherRead));
  }
}
