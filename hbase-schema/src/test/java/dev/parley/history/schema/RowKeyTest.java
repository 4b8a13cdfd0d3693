package dev.parley.history.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RowKeyTest {
  private static final long MAX = (1L << 53) - 1;

  @Property
  void messageKeysComeBack(
      @ForAll("conversations") ConversationId conversation,
      @ForAll @LongRange(max = MAX) long seq) {
    MessageKey key = new MessageKey(conversation, seq);

    assertThat(MessageKey.parse(key.bytes())).isEqualTo(key);
  }

  @Property
  void feedKeysComeBack(@ForAll("users") UserId user, @ForAll @LongRange(max = MAX) long position) {
    FeedKey key = new FeedKey(user, position);

    assertThat(FeedKey.parse(key.bytes())).isEqualTo(key);
  }

  @Property
  void conversationKeysComeBack(
      @ForAll("users") UserId user, @ForAll("conversations") ConversationId conversation) {
    ConversationKey key = new ConversationKey(user, conversation);

    assertThat(ConversationKey.parse(key.bytes())).isEqualTo(key);
  }

  @Property
  void newerMessagesSortFirst(
      @ForAll("conversations") ConversationId conversation,
      @ForAll @LongRange(max = MAX) long one,
      @ForAll @LongRange(max = MAX) long other) {
    byte[] first = new MessageKey(conversation, one).bytes();
    byte[] second = new MessageKey(conversation, other).bytes();

    assertThat(Integer.signum(Arrays.compareUnsigned(first, second)))
        .isEqualTo(Long.compare(other, one));
  }

  @Property
  void aRangeHoldsAllRowsOfItsUserAndNoOthers(
      @ForAll("users") UserId user,
      @ForAll("users") UserId other,
      @ForAll("conversations") ConversationId conversation,
      @ForAll @LongRange(max = MAX) long position) {
    Assume.that(!user.equals(other));

    assertThat(inFeedOf(user, new FeedKey(user, position))).isTrue();
    assertThat(inFeedOf(user, new FeedKey(other, position))).isFalse();
    assertThat(inConversationsOf(user, new ConversationKey(user, conversation))).isTrue();
    assertThat(inConversationsOf(user, new ConversationKey(other, conversation))).isFalse();
  }

  @Property
  void aRangeHoldsAllRowsOfItsConversationAndNoOthers(
      @ForAll("conversations") ConversationId conversation,
      @ForAll("conversations") ConversationId other,
      @ForAll @LongRange(max = MAX) long seq) {
    Assume.that(!conversation.equals(other));

    assertThat(inMessagesOf(conversation, new MessageKey(conversation, seq))).isTrue();
    assertThat(inMessagesOf(conversation, new MessageKey(other, seq))).isFalse();
  }

  /** What is stored under a key is found under it by every later version. */
  @Test
  void theLayoutIsFrozen() {
    byte[] key = new MessageKey(ConversationId.parse("d:ann:bob"), 7).bytes();

    assertThat(key).startsWith(0x88, 0x59).endsWith(0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xf8);
    assertThat(new String(key, 2, 10, StandardCharsets.UTF_8)).isEqualTo("d:ann:bob\0");
  }

  @Test
  void anIdAndALongerOneThatBeginsWithItKeepTheirRowsApart() {
    // Whatever the hashes are: the rest of the key alone must tell the two apart.
    byte[] shorter = FeedKey.startOf(new UserId("ann"));
    byte[] longer = FeedKey.startOf(new UserId("ann.b"));

    assertThat(Arrays.copyOfRange(longer, 2, shorter.length))
        .isNotEqualTo(Arrays.copyOfRange(shorter, 2, shorter.length));
  }

  @Test
  void aKeyOfAnotherLayoutIsRefused() {
    assertThatThrownBy(() -> FeedKey.parse("no separator".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hash2 | id | 0x00 | rest");
    assertThatThrownBy(() -> new FeedKey(new UserId("ann"), -1).bytes())
        .hasMessage("number: -1 (expected: not negative)");
  }

  @Provide
  Arbitrary<UserId> users() {
    // Few letters and small lengths: many ids that begin with others.
    return Arbitraries.strings().withChars("ab.-").ofMinLength(1).ofMaxLength(64).map(UserId::new);
  }

  @Provide
  Arbitrary<ConversationId> conversations() {
    return Combinators.combine(users(), users())
        .as((one, other) -> new UserId[] {one, other})
        .filter(pair -> !pair[0].equals(pair[1]))
        .map(pair -> ConversationId.direct(pair[0], pair[1]));
  }

  private static boolean inMessagesOf(ConversationId conversation, MessageKey key) {
    return within(MessageKey.startOf(conversation), key.bytes(), MessageKey.endOf(conversation));
  }

  private static boolean inFeedOf(UserId user, FeedKey key) {
    return within(FeedKey.startOf(user), key.bytes(), FeedKey.endOf(user));
  }

  private static boolean inConversationsOf(UserId user, ConversationKey key) {
    return within(ConversationKey.startOf(user), key.bytes(), ConversationKey.endOf(user));
  }

  private static boolean within(byte[] start, byte[] key, byte[] end) {
    return Arrays.compareUnsigned(start, key) <= 0 && Arrays.compareUnsigned(key, end) < 0;
  }
}
