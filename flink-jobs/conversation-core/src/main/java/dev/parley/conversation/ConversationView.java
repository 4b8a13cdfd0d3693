package dev.parley.conversation;

import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.UserId;
import java.util.Optional;

/**
 * A conversation as the rules read it. Each method touches a single entry, so that a store of any
 * size answers at the same cost.
 */
public interface ConversationView {
  /** The seq of the newest message; 0 = none yet. */
  long head();

  /** What is remembered of an id of this device, in whatever case it is written. */
  Optional<Known> known(Sender sender, ClientMessageId id);

  /** The seq of the oldest message in the memory; head + 1 = the memory is empty. */
  long oldestRemembered();

  /** A message in the memory: {@code seq} is from {@link #oldestRemembered} to {@link #head}. */
  Remembered remembered(long seq);

  /** The highest localSeq of this device that was ever forgotten; 0 = none. */
  long floor(Sender sender);

  /** {@link Cursors#NONE} as long as the user sent no receipt. */
  Cursors cursors(UserId user);

  /** {@link BlockSetting#NEVER} as long as the user blocked nobody. */
  BlockSetting block(UserId user);
}
