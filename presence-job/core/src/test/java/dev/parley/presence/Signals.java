package dev.parley.presence;

import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.Visibility;
import dev.parley.protocol.v1.VisibilitySignal;
import dev.parley.protocol.v1.WatchSignal;
import java.util.List;

/** What gateways say, for tests. */
final class Signals {
  static final String BOB = "bob";

  private Signals() {}

  static DeviceSignal device(String device, long joinedAt, DeviceSignal.State state, long at) {
    return DeviceSignal.newBuilder()
        .setUserId(BOB)
        .setDeviceId(device)
        .setJoinedAt(joinedAt)
        .setState(state)
        .setWasActive(state == DeviceSignal.State.LEFT)
        .setAt(at)
        .build();
  }

  static WatchSignal watch(boolean on, String... askers) {
    return WatchSignal.newBuilder().setUserId(BOB).addAllAskers(List.of(askers)).setOn(on).build();
  }

  static VisibilitySignal visibility(String online, String lastSeen, long at) {
    return VisibilitySignal.newBuilder()
        .setUserId(BOB)
        .setVisibility(Visibility.newBuilder().setOnline(online).setLastSeen(lastSeen))
        .setAt(at)
        .build();
  }

  static TypingSignal typing(boolean on, long at) {
    return TypingSignal.newBuilder()
        .setConversationId("d:ann:bob")
        .setUserId(BOB)
        .setOn(on)
        .setAt(at)
        .build();
  }

  static PersonSignal.Builder from(int gateway, long incarnation) {
    return PersonSignal.newBuilder().setGateway(gateway).setIncarnation(incarnation);
  }
}
