package dev.parley.client;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.protocol.v1.Visibility;

/**
 * What an application hears, one call at a time and in order. A device's position moves when the
 * call that brought an update returns, and only then is the message reported as delivered. Calls
 * may take their time, but must not wait for another answer of the client.
 */
public interface ClientListener {
  /** A message of a conversation of this user; those of the user's own devices come as well. */
  default void onMessage(long position, Message message) {}

  /** How far a member of a conversation got; the user's own cursors come as well. */
  default void onReceipt(long position, ReceiptUpdate receipt) {}

  /**
   * Whether this user blocks the other member: it was changed, here or on another device. One with
   * a lower version than was heard before is old news.
   */
  default void onConversation(long position, ConversationUpdate conversation) {}

  /** All that was missed has been told; what follows is live. */
  default void onCaughtUp(long position) {}

  /** Too much was missed: rebuild from conversations and history. The feed goes on from here. */
  default void onResync(long position) {}

  /** A watched user came, went, or was seen. */
  default void onPresence(Presence presence) {}

  /** Someone types, or no longer does; without a further word it ends by itself. */
  default void onTyping(TypingNotice typing) {}

  /** Who may see this user: it was changed, here or on another device. */
  default void onVisibility(Visibility visibility) {}

  /**
   * An error that belongs to no pending call, such as a late refusal of an accepted message, or one
   * that repeats the ref of a {@link ParleyClient#block}.
   */
  default void onError(Error error) {}

  /** The connection's state, for those who want to show it. */
  default void onState(ConnectionState state) {}
}
