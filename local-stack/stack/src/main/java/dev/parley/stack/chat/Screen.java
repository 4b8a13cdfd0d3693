package dev.parley.stack.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a chat is shown and typed. */
interface Screen extends AutoCloseable {
  /** The next line that was typed, null at the end. Blocks; all else returns at once. */
  @Nullable String readLine();

  void line(String text);

  /** A message; own ones with their tick, null for those of others and for what is still typed. */
  void message(String time, String from, String text, @Nullable Tick tick);

  /**
   * Ticks moved.
   *
   * @param changed the messages whose tick is new
   * @param recent the last own messages, all with their ticks
   */
  void ticks(List<Conversation.Ticked> changed, List<Conversation.Ticked> recent);

  /** The other one came, went or types; empty if nothing is known of it. */
  void presence(String words);

  @Override
  void close();
}
