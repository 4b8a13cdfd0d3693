package dev.parley.conversation;

import static dev.parley.conversation.Fixtures.ANN;
import static dev.parley.conversation.Fixtures.BOB;
import static dev.parley.conversation.Fixtures.id;
import static dev.parley.conversation.Fixtures.sender;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.id.ClientMessageId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the rules rely on, whatever the store is made of. */
public interface ConversationStoreContract {
  /** The empty store that the tests are about, the same one within a test. */
  ConversationStore store();

  @Test
  default void aNewConversationIsEmpty() {
    assertThat(store().head()).isZero();
    assertThat(store().oldestRemembered()).isEqualTo(1);
    assertThat(store().known(ANN, id(1))).isEmpty();
    assertThat(store().floor(ANN)).isZero();
    assertThat(store().cursors(ANN.user())).isEqualTo(Cursors.NONE);
    assertThat(store().block(ANN.user())).isEqualTo(BlockSetting.NEVER);
  }

  @Test
  default void anAppendedMessageIsTheHeadAndRemembered() {
    Remembered message = append(ANN, 1, 1);

    assertThat(store().head()).isEqualTo(1);
    assertThat(store().oldestRemembered()).isEqualTo(1);
    assertThat(store().remembered(1)).isEqualTo(message);
    assertThat(store().known(ANN, id(1))).hasValue(new Known(1, hash(1)));
  }

  @Test
  default void anIdIsKnownHoweverItsLettersAreWritten() {
    append(ANN, 0xabc, 1);

    ClientMessageId upper = new ClientMessageId(id(0xabc).value().toUpperCase(Locale.ROOT));
    assertThat(store().known(ANN, upper)).isPresent();
  }

  @Test
  default void anIdBelongsToOneDeviceOfOneUser() {
    append(ANN, 1, 1);

    assertThat(store().known(BOB, id(1))).isEmpty();
    assertThat(store().known(sender("ann", "tablet"), id(1))).isEmpty();
  }

  @Test
  default void namesThatLookAlikeWhenJoinedAreKeptApart() {
    store().setFloor(sender("ann.a", "b"), 3);
    store().setFloor(sender("ann", "a.b"), 4);

    assertThat(store().floor(sender("ann.a", "b"))).isEqualTo(3);
    assertThat(store().floor(sender("ann", "a.b"))).isEqualTo(4);
  }

  @Test
  default void forgettingTakesTheOldestOnly() {
    append(ANN, 1, 1);
    append(BOB, 2, 2);

    store().forgetOldest();

    assertThat(store().head()).isEqualTo(2);
    assertThat(store().oldestRemembered()).isEqualTo(2);
    assertThat(store().known(ANN, id(1))).isEmpty();
    assertThat(store().known(BOB, id(2))).isPresent();
  }

  @Test
  default void anEmptiedMemoryGoesOnBehindTheHead() {
    append(ANN, 1, 1);
    store().forgetOldest();
    assertThat(store().oldestRemembered()).isEqualTo(2);

    append(ANN, 2, 2);
    assertThat(store().oldestRemembered()).isEqualTo(2);
    assertThat(store().head()).isEqualTo(2);
  }

  @Test
  default void cursorsFloorsAndBlocksAreKeptPerOwner() {
    store().setCursors(ANN.user(), new Cursors(5, 3));
    store().setFloor(ANN, 7);
    store().setBlock(ANN.user(), new BlockSetting(true, 1));

    assertThat(store().cursors(ANN.user())).isEqualTo(new Cursors(5, 3));
    assertThat(store().cursors(BOB.user())).isEqualTo(Cursors.NONE);
    assertThat(store().floor(ANN)).isEqualTo(7);
    assertThat(store().floor(BOB)).isZero();
    assertThat(store().block(ANN.user())).isEqualTo(new BlockSetting(true, 1));
    assertThat(store().block(BOB.user())).isEqualTo(BlockSetting.NEVER);
  }

  private Remembered append(Sender sender, long n, long seq) {
    Remembered message = new Remembered(seq, sender, id(n), n, 1_000 + seq);
    store().append(message, hash(n));
    return message;
  }

  private static ContentHash hash(long n) {
    return ContentHash.of(Content.text("text " + n));
  }
}
