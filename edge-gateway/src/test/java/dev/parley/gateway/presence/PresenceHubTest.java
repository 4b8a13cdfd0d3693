package dev.parley.gateway.presence;

import static dev.parley.gateway.presence.HubContext.online;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.presence.HubContext.Device;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.TypingRoutes;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.VisibilitySignal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceHubTest {
  private static final ConversationId ANN_BOB = ConversationId.parse("d:ann:bob");
  private static final Presence NOBODY = Presence.newBuilder().setUserId("bob").build();

  private final HubContext context = new HubContext();
  private final PresenceHub hub = context.hub;

  @Test
  void aPeriodsJoinsAndLeavesGoOutTogetherEachDeviceOnceAndTheRestStaysSilent() {
    Device ann = context.joins("ann");
    context.joins("bob");
    hub.leave(ann);
    context.period();

    assertThat(context.devices()).containsExactlyInAnyOrder("ann LEFT", "bob ACTIVE");
  }

  @Test
  void partitionsTakeTurns() {
    for (int i = 0; i < 100; i++) {
      context.joins("user-" + i);
    }
    hub.beat();
    int first = context.devices().size();
    hub.beat();
    int second = context.devices().size();

    assertThat(first).isBetween(1, 50);
    assertThat(second).isBetween(1, 50);
  }

  @Test
  void everythingThatHoldsIsSaidAgainOnceInARound() {
    context.joins("ann");
    context.period();
    context.said();
    for (int i = 0; i < PartitionSignals.ROUND; i++) {
      context.period();
    }

    assertThat(context.devices()).containsExactly("ann ACTIVE");
  }

  @Test
  void anOlderSessionOfADeviceEndsNoNewerOne() {
    Device old = context.joins("ann");
    context.advance(5);
    context.joins("ann");
    hub.leave(old);
    context.period();

    assertThat(context.devices()).containsExactly("ann ACTIVE");
  }

  @Test
  void whatKafkaDidNotTakeIsSaidAgainUnlessItHasChanged() {
    Device ann = context.joins("ann");
    context.joins("bob");
    context.watches(ann, "bob");
    context.storesNothing();
    context.period();
    hub.leave(ann);
    context.storesAgain();
    context.period();

    List<PresenceSignals> said = context.said();
    assertThat(said.stream().flatMap(batch -> batch.getDevicesList().stream()))
        .extracting(device -> device.getUserId() + " " + device.getState())
        .containsExactlyInAnyOrder("ann LEFT", "bob ACTIVE");
    assertThat(said.stream().flatMap(batch -> batch.getWatchesList().stream()))
        .extracting(watch -> watch.getOn())
        .containsExactly(false);
  }

  @Test
  void aStrangerIsAnsweredAsSomebodyWhoDoesNotExist() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    assertThat(ann.shown()).containsExactly(NOBODY);

    context.status(online("bob", 5).addGranted("cem"));
    assertThat(ann.shown()).isEmpty();
  }

  @Test
  void aContactIsShownTheAnswerAndEveryChangeAndNothingTwice() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    ann.shown();
    context.status(online("bob", 5).addGranted("ann"));
    context.status(online("bob", 5));
    context.status(online("bob", 9).setOnline(false).setLastSeen(9));

    assertThat(ann.shown()).extracting(Presence::getAt).containsExactly(5L, 9L);
  }

  @Test
  void whoeverIsBlockedIsShownNobodyAndHearsNoMore() {
    Device ann = context.joins("ann");
    Device cem = context.joins("cem");
    context.watches(ann, "bob");
    context.watches(cem, "bob");
    context.status(online("bob", 5).addGranted("ann").addGranted("cem"));
    ann.shown();
    cem.shown();
    context.status(online("bob", 5).addRevoked("ann"));
    assertThat(ann.shown()).containsExactly(NOBODY);

    context.status(online("bob", 9).setOnline(false));
    assertThat(ann.shown()).isEmpty();
    assertThat(cem.shown()).extracting(Presence::getAt).containsExactly(9L);
  }

  @Test
  void whatAJobRepeatsAfterACrashIsNotShownAgain() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    context.status(online("bob", 9).addGranted("ann"));
    ann.shown();
    context.status(online("bob", 5).setOnline(false));

    assertThat(ann.shown()).isEmpty();
  }

  @Test
  void aSecondDeviceIsAnsweredAtOnceAndOneSubscriptionServesAll() {
    Device phone = context.joins("ann");
    context.watches(phone, "bob");
    context.period();
    context.status(online("bob", 5).addGranted("ann"));
    context.period();
    context.said();
    Device desk = new Device("ann");
    hub.join(desk, new DeviceId("desk"));
    context.watches(desk, "bob");
    context.period();

    assertThat(desk.shown()).extracting(Presence::getOnline).containsExactly(true);
    assertThat(context.watches()).isEmpty();
    hub.leave(phone);
    context.period();
    assertThat(context.watches()).isEmpty();
    hub.unwatch(desk, List.of("bob"));
    context.period();
    assertThat(context.watches()).containsExactly("bob -[]");
  }

  @Test
  void theCacheGivesAFirstAnswerAndTheJobsCountsMore() {
    Device ann = context.joins("ann");
    List<String> unknown = hub.watch(ann, List.of("bob"));
    hub.cached(ann, unknown, List.of(online("bob", 5).build()));
    assertThat(ann.shown()).extracting(Presence::getOnline).containsExactly(true);

    context.status(online("bob", 3).setOnline(false).addGranted("ann"));
    assertThat(ann.shown()).extracting(Presence::getOnline).containsExactly(false);
  }

  @Test
  void whoeverHasTalkedIsAskedForAgain() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    for (int i = 0; i < 3; i++) {
      context.period();
    }
    assertThat(context.watches()).containsExactly("bob +[ann]", "bob +[ann]");

    hub.converse(ann, "bob");
    context.period();
    context.period();
    assertThat(context.watches()).containsExactly("bob +[ann]");
  }

  @Test
  void typingTakesTheWayThroughTheJobFirstAndThenTheStraightOne() {
    hub.type(new UserId("bob"), ANN_BOB, true);
    assertThat(context.said()).singleElement().matches(batch -> batch.getTypingCount() == 1);

    context.hub.heard(
        GatewaySignal.newBuilder()
            .setRoutes(TypingRoutes.newBuilder().setUserId("bob").addGateways(5))
            .build());
    hub.type(new UserId("bob"), ANN_BOB, true);
    assertThat(context.to(5)).singleElement().matches(GatewaySignal::hasTyping);
    assertThat(context.said()).isEmpty();

    context.advance(TypingPath.ROUTE_LASTS_MS);
    hub.type(new UserId("bob"), ANN_BOB, true);
    assertThat(context.said()).hasSize(1);
  }

  @Test
  void typingIsShownToThePeerIfThePeerMaySeeTheUser() {
    Device ann = context.joins("ann");
    Device cem = context.joins("cem");
    context.watches(ann, "bob");
    context.watches(cem, "bob");
    typing();
    assertThat(ann.typing()).isEmpty();

    context.status(online("bob", 5).addGranted("ann").addGranted("cem"));
    typing();
    assertThat(ann.typing()).hasSize(1);
    assertThat(cem.typing()).isEmpty();

    context.status(online("bob", 9).setVisible(false).setOnline(false));
    typing();
    assertThat(ann.typing()).isEmpty();
  }

  @Test
  void typingThatComesLateIsNotShown() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    context.status(online("bob", 5).addGranted("ann"));
    TypingSignal old = bobTypes();
    context.advance(6_001);
    hub.heard(GatewaySignal.newBuilder().setTyping(old).build());

    assertThat(ann.typing()).isEmpty();
  }

  @Test
  void underLoadNothingIsSaidOrShownAndAfterwardsTheNewestIs() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    context.status(online("bob", 5).addGranted("ann"));
    ann.shown();
    context.hasTooMuchToDo();
    context.status(online("bob", 7).setOnline(false));
    context.status(online("bob", 9).setAway(true));
    context.period();
    assertThat(ann.shown()).isEmpty();
    assertThat(context.said()).isEmpty();

    context.hasLittleToDo();
    context.period();
    assertThat(ann.shown()).extracting(Presence::getAt).containsExactly(9L);
    assertThat(context.devices()).containsExactly("ann ACTIVE");
  }

  @Test
  void whenTheJobMayHaveForgottenThisGatewayAllIsSaidAndAsked() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    context.status(online("bob", 5).addGranted("ann"));
    context.period();
    context.period();
    context.said();
    hub.inDoubt();
    context.period();
    List<PresenceSignals> said = context.said();

    assertThat(said.stream().mapToInt(PresenceSignals::getDevicesCount).sum()).isEqualTo(1);
    assertThat(said.stream().flatMap(batch -> batch.getWatchesList().stream()))
        .singleElement()
        .satisfies(watch -> assertThat(watch.getAskersList()).containsExactly("ann"));
  }

  @Test
  void theOwnSettingGoesToAllDevicesOfTheUserHere() {
    Device phone = context.joins("ann");
    Device other = context.joins("bob");
    hub.heard(
        GatewaySignal.newBuilder()
            .setIncarnation(HubContext.INCARNATION)
            .setVisibility(VisibilitySignal.newBuilder().setUserId("ann"))
            .build());

    assertThat(phone.visibilities()).isEqualTo(1);
    assertThat(other.visibilities()).isZero();
  }

  @Test
  void signalsForAnotherIncarnationAreNotForThisOne() {
    Device ann = context.joins("ann");
    context.watches(ann, "bob");
    ann.shown();
    hub.heard(
        GatewaySignal.newBuilder()
            .setIncarnation(6)
            .setStatus(online("bob", 5).addGranted("ann"))
            .build());

    assertThat(ann.shown()).isEmpty();
  }

  private void typing() {
    hub.heard(GatewaySignal.newBuilder().setTyping(bobTypes()).build());
  }

  private TypingSignal bobTypes() {
    return TypingSignal.newBuilder()
        .setConversationId(ANN_BOB.value())
        .setUserId("bob")
        .setOn(true)
        .setAt(context.now())
        .build();
  }
}
