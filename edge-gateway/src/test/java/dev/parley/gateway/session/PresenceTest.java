package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.limits.Work;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.PresenceRequest;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Typing;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final ConversationId WITH_BOB = ConversationId.parse("d:ann:bob");
  private static final long LASTS = ProtocolLimits.TYPING_LASTS.toMillis();
  private static final long INTERVAL = ProtocolLimits.TYPING_INTERVAL.toMillis();

  private final Rig rig = Rig.live(0);

  @Test
  void aSessionJoinsWithItsDeviceAndLeavesAtItsEnd() {
    Rig fresh = new Rig();
    fresh.hello("ann", 0);
    assertThat(fresh.presence()).containsExactly(new PresenceEffect.Join(new DeviceId("phone")));

    fresh.perform(fresh.machine().gone(fresh.now));
    assertThat(fresh.presence()).containsExactly(new PresenceEffect.Leave());
  }

  @Test
  void watchingBeginsAndEndsAsAsked() {
    request(PresenceRequest.newBuilder().addSubscribe("bob").addSubscribe("cem"));
    request(PresenceRequest.newBuilder().addUnsubscribe("bob").addUnsubscribe("dan"));

    assertThat(rig.presence())
        .containsExactly(
            new PresenceEffect.Watch(List.of("bob", "cem")),
            new PresenceEffect.Unwatch(List.of("bob")));
  }

  @Test
  void whoeverIsBlockedNoMoreMayBeNoStranger() {
    request(PresenceRequest.newBuilder().addSubscribe("bob"));
    rig.presence();
    setting(1, true);
    assertThat(rig.presence()).isEmpty();

    setting(2, false);
    assertThat(rig.presence()).containsExactly(new PresenceEffect.Converse("bob"));
  }

  @Test
  void aConnectionWatchesABoundedNumberOfUsers() {
    List<String> most =
        IntStream.range(0, ProtocolLimits.WATCHED_MAX).mapToObj(i -> "user-" + i).toList();
    request(PresenceRequest.newBuilder().addAllSubscribe(most));
    rig.presence();
    request(PresenceRequest.newBuilder().addSubscribe("one-more").setState("away"));

    assertThat(rig.passed()).isEqualTo("error:invalid_argument");
    assertThat(rig.presence()).isEmpty();
  }

  @Test
  void onlyWhoIsWatchedIsShown() {
    request(PresenceRequest.newBuilder().addSubscribe("bob"));
    show("bob", 10);
    show("eve", 10);

    assertThat(shown()).containsExactly("bob");
  }

  @Test
  void sendingReadingAndTypingMakeADeviceActiveAgain() {
    for (Runnable act :
        List.<Runnable>of(
            () -> rig.send("bob", 1), () -> rig.receipt("d:ann:bob", 0, 1), () -> type(true))) {
      request(PresenceRequest.newBuilder().setState("away"));
      rig.receipt("d:ann:bob", 1, 0); // a device says that by itself
      assertThat(rig.presence()).containsExactly(new PresenceEffect.SetActive(false));
      act.run();
      assertThat(rig.presence()).startsWith(new PresenceEffect.SetActive(true));
    }
  }

  @Test
  void aMessageWithAWatchedUserIsPassedOn() {
    rig.live(1, 10);
    assertThat(rig.presence()).isEmpty();

    request(PresenceRequest.newBuilder().addSubscribe("bob"));
    rig.presence();
    rig.live(2, 10);
    assertThat(rig.presence()).containsExactly(new PresenceEffect.Converse("bob"));
  }

  @Test
  void whoeverNeverSaysThatTheyStoppedMayTypeInManyConversations() {
    for (int i = 0; i < 200; i++) {
      rig.now += LASTS / 10;
      Typing.Builder typing = Typing.newBuilder().setConversationId("d:ann:z" + i).setOn(true);
      rig.frame(ClientFrame.newBuilder().setTyping(typing));

      assertThat(rig.presence())
          .containsExactly(new PresenceEffect.Type(ConversationId.parse("d:ann:z" + i), true));
    }
  }

  @Test
  void typingIsPassedOnAtItsPaceAndItsEndOnce() {
    type(true);
    type(true);
    rig.now += INTERVAL;
    type(true);
    type(false);
    type(false);
    type(true);

    assertThat(rig.presence())
        .containsExactly(
            new PresenceEffect.Type(WITH_BOB, true),
            new PresenceEffect.Type(WITH_BOB, true),
            new PresenceEffect.Type(WITH_BOB, false));
  }

  @Test
  void underLoadTypingIsDropped() {
    rig.declines(Work.TYPING);
    type(true);

    assertThat(rig.presence()).isEmpty();
  }

  @Test
  void shownTypingEndsByItself() {
    shows(true);
    rig.advance(LASTS - 1);
    assertThat(rig.frames()).extracting(f -> f.getTyping().getOn()).containsExactly(true);
    rig.advance(1);
    assertThat(rig.frames()).extracting(f -> f.getTyping().getOn()).containsExactly(false);

    shows(false);
    assertThat(rig.frames()).isEmpty();
  }

  @Test
  void aDeviceThatDoesNotReadIsShownTheNewestLater() {
    request(PresenceRequest.newBuilder().addSubscribe("bob").addSubscribe("cem"));
    rig.live(1, Outbound.DRAINED_BYTES);
    Effect.Transmit large = rig.take(Effect.Transmit.class).get(0);
    rig.presence();
    show("bob", 10);
    show("cem", 10);
    show("bob", 20);
    shows(true);
    assertThat(rig.frames()).isEmpty();
    assertThat(rig.presence())
        .containsExactly(
            new PresenceEffect.Drop(Work.PRESENCE),
            new PresenceEffect.Drop(Work.PRESENCE),
            new PresenceEffect.Drop(Work.PRESENCE),
            new PresenceEffect.Drop(Work.TYPING));

    rig.written(large);
    assertThat(rig.frames())
        .extracting(f -> f.getPresence().getUserId() + " " + f.getPresence().getAt())
        .containsExactly("bob 20", "cem 10");
  }

  private void setting(long position, boolean blocked) {
    rig.push(
        PushRecord.newBuilder()
            .setLive(
                Update.newBuilder()
                    .setPosition(position)
                    .setConversation(
                        ConversationUpdate.newBuilder()
                            .setConversationId(WITH_BOB.value())
                            .setBlocked(blocked)
                            .setVersion(position))));
  }

  private void request(PresenceRequest.Builder request) {
    rig.frame(ClientFrame.newBuilder().setPresence(request));
  }

  private void type(boolean on) {
    rig.frame(
        ClientFrame.newBuilder()
            .setTyping(Typing.newBuilder().setConversationId(WITH_BOB.value()).setOn(on)));
  }

  private void show(String user, long at) {
    OutFrame frame =
        new OutFrame(
            ServerFrame.newBuilder()
                .setPresence(Presence.newBuilder().setUserId(user).setOnline(true).setAt(at))
                .build());
    rig.perform(rig.machine().presence(user, frame, rig.now));
  }

  private void shows(boolean typing) {
    TypingSignal signal =
        TypingSignal.newBuilder()
            .setConversationId(WITH_BOB.value())
            .setUserId("bob")
            .setOn(typing)
            .build();
    rig.perform(rig.machine().typing(signal, rig.now));
  }

  private List<String> shown() {
    return rig.frames().stream().map(frame -> frame.getPresence().getUserId()).toList();
  }
}
