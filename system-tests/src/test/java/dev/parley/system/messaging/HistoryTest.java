package dev.parley.system.messaging;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnStack
class HistoryTest {
  /** More than Redis keeps of a conversation. */
  private static final int MESSAGES = 130;

  private final Parley parley;
  private final String ann;
  private final String bob;

  HistoryTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-10", "P-13"})
  void historyPagesBackToTheStartOverSocketAndHttp() {
    List<Message> seen = conversation();
    String conversation = ConversationId.direct(new UserId(ann), new UserId(bob)).value();
    try (Device bobsTablet = parley.device(bob, "tablet", 0)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(bobsTablet.wholeHistory(conversation, 200)).hasSize(MESSAGES));
      for (int pageSize : new int[] {1 + MESSAGES / 2, 30, 200}) {
        assertThat(bobsTablet.wholeHistory(conversation, pageSize)).isEqualTo(seen);
      }
    }
    String token = parley.token(bob);
    List<Message> overHttp = new ArrayList<>();
    HistoryPage page = parley.history(1).messages(token, conversation, null, 50).join();
    overHttp.addAll(page.getMessagesList());
    while (page.getHasMore()) {
      long before = overHttp.get(0).getSeq();
      page = parley.history(1).messages(token, conversation, before, 50).join();
      overHttp.addAll(0, page.getMessagesList());
    }
    assertThat(overHttp).isEqualTo(seen);
  }

  @Test
  void conversationsComeLatestFirstWithCursorsAndUnread() {
    String eve = parley.person("eve");
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1);
        Device evesPhone = parley.device(eve, "phone", 0)) {
      annsPhone.say(bob, "one");
      Outgoing two = annsPhone.say(bob, "two");
      bobsPhone.awaitMessage(two);
      bobsPhone.read(two.conversation(), 1);
      annsPhone.awaitCursors(two.conversation(), bob, 1, 1);
      Outgoing later = evesPhone.say(bob, "later");
      bobsPhone.awaitMessage(later);
      bobsPhone.awaitMessage(bobsPhone.say(eve, "answer"));

      String token = parley.token(bob);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                ConversationList list = parley.history(0).conversations(token, null, 10).join();
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
      ConversationList first = parley.history(1).conversations(token, null, 1).join();
      ConversationList second = parley.history(1).conversations(token, first.getAfter(), 1).join();
      assertThat(second.getConversations(0).getConversationId()).isEqualTo(two.conversation());

      ConversationList anns = parley.history(1).conversations(parley.token(ann), null, 10).join();
      assertThat(anns.getConversations(0).getPeerRead()).isEqualTo(1);
      assertThat(anns.getConversations(0).getUnread()).isZero();
    }
  }

  private List<Message> conversation() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing last = annsPhone.say(bob, "0");
      for (int i = 1; i < MESSAGES; i++) {
        last = annsPhone.say(bob, Integer.toString(i));
      }
      bobsPhone.awaitMessage(last);
      return bobsPhone.messages();
    }
  }
}
