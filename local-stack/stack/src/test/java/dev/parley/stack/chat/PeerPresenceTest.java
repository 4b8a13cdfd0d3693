package dev.parley.stack.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Presence;
import org.junit.jupiter.api.Test;

class PeerPresenceTest {
  private final PeerPresence bob = new PeerPresence("bob", time -> "at " + time);

  @Test
  void nothingIsSaidWhileNothingIsKnown() {
    assertThat(bob.changedWords()).isEmpty();
    bob.is(Presence.newBuilder().setUserId("bob").build());
    assertThat(bob.changedWords()).isEmpty();
  }

  @Test
  void onlineTypingAndLastSeenAreSaidOnceEach() {
    bob.is(Presence.newBuilder().setOnline(true).build());
    assertThat(bob.changedWords()).contains("bob is online");
    assertThat(bob.changedWords()).isEmpty();
    bob.types(true);
    assertThat(bob.changedWords()).contains("bob is typing…");
    bob.types(false);
    assertThat(bob.changedWords()).contains("bob is online");
    bob.is(Presence.newBuilder().setOnline(true).setAway(true).build());
    assertThat(bob.changedWords()).contains("bob is away");
    bob.is(Presence.newBuilder().setLastSeen(7).build());
    assertThat(bob.changedWords()).contains("bob was last seen at 7");
  }

  @Test
  void whoIsGoneTypesNoLonger() {
    bob.is(Presence.newBuilder().setOnline(true).build());
    bob.types(true);
    bob.is(Presence.newBuilder().setLastSeen(7).build());
    assertThat(bob.changedWords()).contains("bob was last seen at 7");
  }

  @Test
  void withoutAConnectionNothingIsKnown() {
    bob.is(Presence.newBuilder().setOnline(true).build());
    assertThat(bob.changedWords()).isPresent();
    bob.forget();
    assertThat(bob.changedWords()).contains("");
  }
}
