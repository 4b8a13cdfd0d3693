package dev.parley.system.contract;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.Message;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was said is there to be read. */
@ForEveryClient
class HistoryContractTest {
  /** More than Redis keeps of a conversation. */
  private static final int MESSAGES = 130;

  private final Client client;
  private final Parley parley;
  private final String ann;
  private final String bob;

  HistoryContractTest(Client client, Parley parley) {
    this.client = client;
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-10", "P-13"})
  void historyPagesBackToTheStart() {
    List<Message> seen;
    String conversation;
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Outgoing last = annsPhone.say(bob, "0");
      for (int i = 1; i < MESSAGES; i++) {
        last = annsPhone.say(bob, Integer.toString(i));
      }
      bobsPhone.awaitMessage(last);
      conversation = last.conversation();
      seen = bobsPhone.messages();
    }
    try (Device bobsTablet = client.device(parley, bob, "tablet", 0)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(bobsTablet.wholeHistory(conversation, 200)).hasSize(MESSAGES));
      for (int pageSize : new int[] {1 + MESSAGES / 2, 30, 200}) {
        assertThat(bobsTablet.wholeHistory(conversation, pageSize)).isEqualTo(seen);
      }
    }
  }

  @Test
  void conversationsComeLatestFirstWithCursorsAndUnread() {
    String eve = parley.person("eve");
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1);
        Device evesPhone = client.device(parley, eve, "phone", 0)) {
      annsPhone.say(bob, "one");
      Outgoing two = annsPhone.say(bob, "two");
      bobsPhone.awaitMessage(two);
      bobsPhone.read(two.conversation(), 1);
      annsPhone.awaitCursors(two.conversation(), bob, 1, 1);
      Outgoing later = evesPhone.say(bob, "later");
      bobsPhone.awaitMessage(later);
      bobsPhone.awaitMessage(bobsPhone.say(eve, "answer"));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                ConversationList list = bobsPhone.conversations("", 10);
                assertThat(list.getConversationsList())
                    .extracting(ConversationSummary::getConversationId)
                    .containsExactly(later.conversation(), two.conversation());
                assertThat(list.hasAfter()).isFalse();
                ConversationSummary withEve = list.getConversations(0);
                assertThat(withEve.getLastMessage().getText()).isEqualTo("answer");
                assertThat(withEve.getUnread()).isEqualTo(1);
                ConversationSummary withAnn = list.getConversations(1);
                assertThat(withAnn.getLastSeq()).isEqualTo(2);
                assertThat(withAnn.getRead()).isEqualTo(1);
                assertThat(withAnn.getUnread()).isEqualTo(1);
              });
      ConversationList first = bobsPhone.conversations("", 1);
      ConversationList second = bobsPhone.conversations(first.getAfter(), 1);
      assertThat(second.getConversations(0).getConversationId()).isEqualTo(two.conversation());

      ConversationSummary anns = annsPhone.conversations("", 10).getConversations(0);
      assertThat(anns.getPeerRead()).isEqualTo(1);
      assertThat(anns.getUnread()).isZero();
    }
  }
}
