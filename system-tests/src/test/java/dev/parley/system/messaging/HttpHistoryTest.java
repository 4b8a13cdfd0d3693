package dev.parley.system.messaging;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationList;
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
class HttpHistoryTest {
  /** More than Redis keeps of a conversation. */
  private static final int MESSAGES = 130;

  private final Parley parley;
  private final String ann;
  private final String bob;

  HttpHistoryTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-10", "P-13"})
  void whatIsReadOverHttpIsWhatWasHeard() {
    List<Message> seen = conversation();
    String conversation = ConversationId.direct(new UserId(ann), new UserId(bob)).value();
    String token = parley.token(bob);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(read(token, conversation)).isEqualTo(seen));

    // The list is stored apart from the messages, and no sooner.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              ConversationList list = parley.history(0).conversations(token, null, 10).join();
              assertThat(list.getConversations(0).getConversationId()).isEqualTo(conversation);
              assertThat(list.getConversations(0).getLastSeq()).isEqualTo(MESSAGES);
            });
  }

  private List<Message> read(String token, String conversation) {
    HistoryPage page = parley.history(1).messages(token, conversation, null, 50).join();
    List<Message> all = new ArrayList<>(page.getMessagesList());
    while (page.getHasMore()) {
      long before = all.get(0).getSeq();
      page = parley.history(1).messages(token, conversation, before, 50).join();
      all.addAll(0, page.getMessagesList());
    }
    return all;
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
