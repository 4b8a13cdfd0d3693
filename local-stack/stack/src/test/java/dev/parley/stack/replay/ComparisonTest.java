package dev.parley.stack.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Message;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Numbers replayed = new Numbers();
  private final Numbers inUse = new Numbers();

  @Test
  void theSamePlacesAreIdenticalHoweverOftenTheyAreTold() {
    add(replayed, "d:ann:bob", 1, "a");
    add(replayed, "d:ann:bob", 2, "b");
    add(inUse, "d:ann:bob", 1, "a");
    add(inUse, "d:ann:bob", 2, "b");
    add(inUse, "d:ann:bob", 1, "a"); // a rewind after a crash

    Comparison comparison = compare();

    assertThat(comparison.identical(true)).isTrue();
    assertThat(comparison.lines("conversation-log", true))
        .containsExactly("conversation-log   identical");
  }

  @Test
  void aMissingPlaceIsADifference() {
    add(replayed, "d:ann:bob", 1, "a");

    assertThat(compare().differences()).containsExactly("d:ann:bob 1 is missing (replay: a)");
    assertThat(compare().identical(false)).isFalse();
  }

  @Test
  void anotherMessageAtAPlaceIsADifference() {
    add(replayed, "d:ann:bob", 1, "a");
    add(inUse, "d:ann:bob", 1, "b");

    assertThat(compare().differences()).containsExactly("d:ann:bob 1 is b (replay: a)");
  }

  @Test
  void aPlaceThatTheReplayHasLeftOutIsADifference() {
    add(replayed, "d:ann:bob", 2, "b");
    add(inUse, "d:ann:bob", 1, "a");
    add(inUse, "d:ann:bob", 2, "b");

    assertThat(compare().differences()).containsExactly("d:ann:bob 1 is a (replay: nothing)");
  }

  @Test
  void aSourceThatContradictsItselfDiffersEvenIfOneOfItsWordsIsRight() {
    add(replayed, "d:ann:bob", 1, "a");
    add(inUse, "d:ann:bob", 1, "a");
    add(inUse, "d:ann:bob", 1, "b");

    assertThat(compare().differences()).containsExactly("d:ann:bob 1 is a and b");
  }

  @Test
  void whatCameWhileItRanIsNoDifferenceUnlessNothingCouldCome() {
    add(replayed, "d:ann:bob", 1, "a");
    add(inUse, "d:ann:bob", 1, "a");
    add(inUse, "d:ann:bob", 2, "b");
    add(inUse, "d:ann:cem", 1, "c");

    assertThat(compare().newer()).isEqualTo(2);
    assertThat(compare().identical(false)).isTrue();
    assertThat(compare().identical(true)).isFalse();
  }

  private Comparison compare() {
    return Comparison.of(replayed, inUse);
  }

  private static void add(Numbers numbers, String conversation, long seq, String id) {
    numbers.add(
        Message.newBuilder()
            .setConversationId(conversation)
            .setSeq(seq)
            .setClientMessageId(id)
            .build());
  }
}
