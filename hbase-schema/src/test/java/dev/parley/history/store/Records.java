package dev.parley.history.store;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.stream.LongStream;

/** Records with every field that the history looks at. */
public final class Records {
  public static final UserId ANN = new UserId("ann");
  public static final UserId BOB = new UserId("bob");
  public static final ConversationId ANN_BOB = ConversationId.direct(ANN, BOB);
  private static final long EPOCH_MS = 1_700_000_000_000L;

  private Records() {}

  public static Message message(ConversationId conversation, long seq, UserId from) {
    return Message.newBuilder()
        .setConversationId(conversation.value())
        .setSeq(seq)
        .setFrom(from.value())
        .setFromDevice("phone")
        .setClientMessageId("00000000-0000-0000-0000-%012d".formatted(seq))
        .setSentAt(EPOCH_MS + seq)
        .setText("text " + seq)
        .build();
  }

  /** Messages with the seqs {@code first} to {@code last}, all from the first member. */
  public static List<Message> messages(ConversationId conversation, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(seq -> message(conversation, seq, conversation.first()))
        .toList();
  }

  public static FeedRecord feed(UserId user, long position, Message message) {
    return feed(user, Update.newBuilder().setPosition(position).setMessage(message));
  }

  public static FeedRecord feed(UserId user, long position, ReceiptUpdate receipt) {
    return feed(user, Update.newBuilder().setPosition(position).setReceipt(receipt));
  }

  public static FeedRecord feed(UserId user, long position, ConversationUpdate setting) {
    return feed(user, Update.newBuilder().setPosition(position).setConversation(setting));
  }

  public static ConversationUpdate blocked(
      ConversationId conversation, boolean blocked, long version) {
    return ConversationUpdate.newBuilder()
        .setConversationId(conversation.value())
        .setBlocked(blocked)
        .setVersion(version)
        .build();
  }

  public static ReceiptUpdate receipt(
      ConversationId conversation, UserId user, long delivered, long read) {
    return ReceiptUpdate.newBuilder()
        .setConversationId(conversation.value())
        .setUserId(user.value())
        .setDelivered(delivered)
        .setRead(read)
        .build();
  }

  private static FeedRecord feed(UserId user, Update.Builder update) {
    return FeedRecord.newBuilder()
        .setUserId(user.value())
        .setTime(EPOCH_MS + update.getPosition())
        .setUpdate(update)
        .build();
  }
}
