package dev.parley.conversation;

import static dev.parley.conversation.Fixtures.ANN;
import static dev.parley.conversation.Fixtures.ANN_AND_BOB;
import static dev.parley.conversation.Fixtures.BOB;
import static dev.parley.conversation.Fixtures.EVE;
import static dev.parley.conversation.Fixtures.block;
import static dev.parley.conversation.Fixtures.id;
import static dev.parley.conversation.Fixtures.receipt;
import static dev.parley.conversation.Fixtures.send;
import static dev.parley.conversation.Fixtures.sender;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Event.BlockChanged;
import dev.parley.conversation.Event.CursorsMoved;
import dev.parley.conversation.Event.Forgotten;
import dev.parley.conversation.Event.Refused;
import dev.parley.conversation.Event.Repeated;
import dev.parley.conversation.Event.Sequenced;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.id.ClientMessageId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConversationRulesTest {
  private static final Duration MEMORY = Duration.ofDays(30);
  private static final long START = 1_700_000_000_000L;

  private final ConversationRules rules = new ConversationRules(MEMORY);
  private final InMemoryConversation conversation = new InMemoryConversation();
  private long now = START;

  @Nested
  class Sending {
    @Test
    void messagesOfAllDevicesShareOneSequence() {
      assertThat(on(send(ANN, 1, "hi"))).containsExactly(sequenced(1, ANN, 1, "hi"));
      assertThat(on(send(BOB, 1, "hi"))).containsExactly(sequenced(2, BOB, 1, "hi"));
      assertThat(on(send(ANN, 2, "again"))).containsExactly(sequenced(3, ANN, 2, "again"));
    }

    @Test
    void theTimeOfAMessageIsItsRecordsTime() {
      now += 1234;
      assertThat(on(send(ANN, 1, "hi")))
          .singleElement()
          .isInstanceOfSatisfying(
              Sequenced.class, event -> assertThat(event.time()).isEqualTo(START + 1234));
    }

    @Test
    void aResendIsRecognised() {
      on(send(ANN, 1, "hi"));
      assertThat(on(send(ANN, 1, "hi"))).containsExactly(new Repeated(1));
      assertThat(conversation.head()).isEqualTo(1);
    }

    @Test
    void aResendIsRecognisedHoweverItsIdIsWritten() {
      Command.Send lower = send(ANN, 0xabc, "hi");
      on(lower);

      ClientMessageId upper = new ClientMessageId(lower.id().value().toUpperCase(Locale.ROOT));
      assertThat(on(new Command.Send(ANN_AND_BOB, ANN, upper, 0xabc, lower.content())))
          .containsExactly(new Repeated(1));
    }

    @Test
    void theSameIdWithOtherContentIsAConflict() {
      on(send(ANN, 1, "hi"));
      assertThat(on(send(ANN, 1, "ho"))).containsExactly(refused(ANN, 1, ErrorCode.CONFLICT));
    }

    @Test
    void theSameIdFromAnotherDeviceIsAnotherMessage() {
      on(send(ANN, 1, "hi"));
      assertThat(on(send(sender("ann", "tablet"), 1, "ho")))
          .singleElement()
          .isInstanceOf(Sequenced.class);
    }

    @Test
    void whoIsNoMemberIsRefusedAndLeavesNothing() {
      assertThat(on(send(EVE, 1, "hi"))).containsExactly(refused(EVE, 1, ErrorCode.NOT_A_MEMBER));
      assertThat(conversation.head()).isZero();
    }

    @Test
    void aRefusedSendIsRefusedAgain() {
      on(send(ANN, 1, "hi"));
      on(send(ANN, 1, "ho"));
      assertThat(on(send(ANN, 1, "ho"))).containsExactly(refused(ANN, 1, ErrorCode.CONFLICT));
    }
  }

  @Nested
  class Blocking {
    @Test
    void whileOneBlocksTheOtherNeitherIsHeard() {
      on(send(ANN, 1, "hi"));
      assertThat(on(block(BOB, true)))
          .containsExactly(new BlockChanged(BOB.user(), new BlockSetting(true, 1), true));

      assertThat(on(send(ANN, 2, "hello?"))).containsExactly(refused(ANN, 2, ErrorCode.BLOCKED));
      assertThat(on(send(BOB, 1, "go"))).containsExactly(refused(BOB, 1, ErrorCode.BLOCKED));
      assertThat(conversation.head()).isEqualTo(1);
    }

    @Test
    void afterwardsTheyTalkAgainAlsoByARefusedMessage() {
      on(send(ANN, 1, "hi"));
      on(block(BOB, true));
      on(send(ANN, 2, "hello?"));
      assertThat(on(block(BOB, false)))
          .containsExactly(new BlockChanged(BOB.user(), new BlockSetting(false, 2), false));

      assertThat(on(send(ANN, 2, "hello?"))).containsExactly(sequenced(2, ANN, 2, "hello?"));
    }

    @Test
    void whoeverIsBlockedByBothIsFreeWhenNobodyBlocks() {
      on(send(ANN, 1, "hi"));
      on(block(ANN, true));
      on(block(BOB, true));

      assertThat(on(block(ANN, false)))
          .containsExactly(new BlockChanged(ANN.user(), new BlockSetting(false, 2), true));
      assertThat(on(send(ANN, 2, "hi"))).containsExactly(refused(ANN, 2, ErrorCode.BLOCKED));
    }

    @Test
    void whoeverNeverTalkedStaysAStranger() {
      on(block(ANN, true));
      assertThat(on(block(ANN, false)))
          .containsExactly(new BlockChanged(ANN.user(), new BlockSetting(false, 2), true));
    }

    @Test
    void theSameAgainAndAStrangersWordChangeNothing() {
      assertThat(on(block(ANN, false))).isEmpty();
      on(block(ANN, true));
      assertThat(on(block(ANN, true))).isEmpty();
      assertThat(on(block(EVE, true))).isEmpty();
    }

    @Test
    void whatWasTakenIsStillKnown() {
      on(send(ANN, 1, "hi"));
      on(block(BOB, true));

      assertThat(on(send(ANN, 1, "hi"))).containsExactly(new Repeated(1));
      assertThat(on(receipt(BOB, 1, 1)))
          .containsExactly(new CursorsMoved(BOB.user(), new Cursors(1, 1)));
    }
  }

  @Nested
  class Forgetting {
    @Test
    void anIdIsRememberedForTheWholeMemory() {
      on(send(ANN, 1, "hi"));
      now += MEMORY.toMillis();
      assertThat(on(send(ANN, 1, "hi"))).containsExactly(new Repeated(1));
    }

    @Test
    void whatIsOlderThanTheMemoryIsForgottenByTheNextRecord() {
      on(send(ANN, 1, "hi"));
      now += MEMORY.toMillis() + 1;
      assertThat(on(send(ANN, 2, "new")))
          .containsExactly(
              sequenced(2, ANN, 2, "new"), new Forgotten(new Remembered(1, ANN, id(1), 1, START)));
    }

    @Test
    void aResendOfWhatIsForgottenIsTooLate() {
      on(send(ANN, 1, "hi"));
      forgetAll();
      assertThat(on(send(ANN, 1, "hi"))).containsExactly(refused(ANN, 1, ErrorCode.EXPIRED));
    }

    @Test
    void whatTheDeviceSentBeforeSomethingForgottenIsTooLateToo() {
      on(send(ANN, 5, "hi"));
      forgetAll();
      assertThat(on(send(ANN, 4, "lost on the way")))
          .containsExactly(refused(ANN, 4, ErrorCode.EXPIRED));
    }

    @Test
    void theFloorOfOneDeviceIsNoOtherDevicesFloor() {
      on(send(ANN, 5, "hi"));
      forgetAll();
      assertThat(on(send(sender("ann", "tablet"), 1, "hi")))
          .singleElement()
          .isInstanceOf(Sequenced.class);
    }

    @Test
    void whatIsRememberedIsARepeatEvenBelowTheFloor() {
      on(send(ANN, 5, "first in the log"));
      now += MEMORY.toMillis();
      on(send(ANN, 4, "sent earlier, arrived later"));
      now += 1;
      on(receipt(BOB, 0, 0));

      assertThat(conversation.floor(ANN)).isEqualTo(5);
      assertThat(on(send(ANN, 4, "sent earlier, arrived later"))).containsExactly(new Repeated(2));
    }

    @Test
    void aLongSilenceIsForgottenInSmallPieces() {
      for (int n = 1; n <= 3 * ConversationRules.FORGET_MAX; n++) {
        on(send(ANN, n, "hi"));
      }
      now += MEMORY.toMillis() + 1;

      assertThat(on(receipt(BOB, 0, 0))).hasSize(ConversationRules.FORGET_MAX);
      assertThat(on(receipt(BOB, 0, 0))).hasSize(ConversationRules.FORGET_MAX);
      assertThat(on(receipt(BOB, 0, 0))).hasSize(ConversationRules.FORGET_MAX);
      assertThat(on(receipt(BOB, 0, 0))).isEmpty();
      assertThat(conversation.size()).isZero();
    }

    private void forgetAll() {
      now += MEMORY.toMillis() + 1;
      on(receipt(BOB, 0, 0));
      assertThat(conversation.size()).isZero();
    }
  }

  @Nested
  class Receipts {
    @Test
    void readImpliesDelivered() {
      on(send(ANN, 1, "hi"));
      assertThat(on(receipt(BOB, 0, 1)))
          .containsExactly(new CursorsMoved(BOB.user(), new Cursors(1, 1)));
    }

    @Test
    void nobodyHasMoreThanThereIs() {
      on(send(ANN, 1, "hi"));
      assertThat(on(receipt(BOB, 99, 98)))
          .containsExactly(new CursorsMoved(BOB.user(), new Cursors(1, 1)));
    }

    @Test
    void aLowerOrEqualReceiptChangesNothing() {
      on(send(ANN, 1, "hi"));
      on(send(ANN, 2, "ho"));
      on(receipt(BOB, 2, 1));

      assertThat(on(receipt(BOB, 2, 1))).isEmpty();
      assertThat(on(receipt(BOB, 1, 0))).isEmpty();
    }

    @Test
    void oneCursorMovesWithoutTheOther() {
      on(send(ANN, 1, "hi"));
      on(send(ANN, 2, "ho"));
      on(receipt(BOB, 2, 0));

      assertThat(on(receipt(BOB, 0, 1)))
          .containsExactly(new CursorsMoved(BOB.user(), new Cursors(2, 1)));
    }

    @Test
    void devicesOfAUserShareTheCursors() {
      on(send(ANN, 1, "hi"));
      on(receipt(BOB, 1, 1));
      assertThat(on(receipt(sender("bob", "tablet"), 1, 1))).isEmpty();
    }

    @Test
    void whoIsNoMemberHasNoCursors() {
      on(send(ANN, 1, "hi"));
      assertThat(on(receipt(EVE, 1, 1))).isEmpty();
    }
  }

  private List<Event> on(Command command) {
    List<Event> events = rules.decide(conversation, command, now);
    events.forEach(event -> rules.apply(conversation, event));
    return events;
  }

  private Sequenced sequenced(long seq, Sender sender, long n, String text) {
    return new Sequenced(seq, sender, id(n), n, Content.text(text), now);
  }

  private static Refused refused(Sender sender, long n, ErrorCode code) {
    return new Refused(sender, id(n), code);
  }
}
