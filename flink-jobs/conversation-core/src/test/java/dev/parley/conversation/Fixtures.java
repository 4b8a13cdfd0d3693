package dev.parley.conversation;

import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;

/** Short names for tests. */
public final class Fixtures {
  public static final ConversationId ANN_AND_BOB = ConversationId.parse("d:ann:bob");
  public static final Sender ANN = sender("ann", "phone");
  public static final Sender BOB = sender("bob", "phone");
  public static final Sender EVE = sender("eve", "phone");

  private Fixtures() {}

  public static Sender sender(String user, String device) {
    return new Sender(new UserId(user), new DeviceId(device));
  }

  /** The n-th id that a test uses. */
  public static ClientMessageId id(long n) {
    return new ClientMessageId("00000000-0000-4000-8000-%012x".formatted(n));
  }

  /** The n-th message of a device. */
  public static Command.Send send(Sender sender, long n, String text) {
    return new Command.Send(ANN_AND_BOB, sender, id(n), n, Content.text(text));
  }

  public static Command.Block block(Sender sender, boolean on) {
    return new Command.Block(ANN_AND_BOB, sender, on);
  }

  public static Command.Receipt receipt(Sender sender, long delivered, long read) {
    return new Command.Receipt(ANN_AND_BOB, sender, delivered, read);
  }
}
