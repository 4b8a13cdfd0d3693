package dev.parley.stack.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.ConversationUpdate;
import org.junit.jupiter.api.Test;

class BlockingTest {
  private static final String BLOCKED = "you block bob: no message goes either way until /unblock";

  private final Blocking bob = new Blocking("bob");

  @Test
  void nothingIsSaidOfWhomOneNeverBlocked() {
    bob.isListed(false);

    assertThat(bob.changedWords()).isEmpty();
    assertThat(bob.words()).isEqualTo("you don't block bob");
  }

  @Test
  void whatHoldsIsSaidOnce() {
    bob.is(update(1, true));
    assertThat(bob.changedWords()).contains(BLOCKED);
    assertThat(bob.changedWords()).isEmpty();

    bob.is(update(2, false));
    assertThat(bob.changedWords()).contains("you don't block bob");
  }

  @Test
  void anOlderWordChangesNothing() {
    bob.is(update(2, true));
    bob.is(update(1, false));

    assertThat(bob.isOn()).isTrue();
  }

  @Test
  void aListCountsUntilTheFeedSaysMore() {
    bob.isListed(true);
    assertThat(bob.changedWords()).contains(BLOCKED);

    bob.is(update(4, false));
    bob.isListed(true);
    assertThat(bob.isOn()).isFalse();

    bob.forget();
    bob.isListed(true);
    assertThat(bob.isOn()).isTrue();
  }

  private static ConversationUpdate update(long version, boolean blocked) {
    return ConversationUpdate.newBuilder().setVersion(version).setBlocked(blocked).build();
  }
}
