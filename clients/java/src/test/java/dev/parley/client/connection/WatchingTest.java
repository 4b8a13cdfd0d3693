package dev.parley.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.PresenceRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchingTest {
  private final Watching watching = new Watching();

  @Test
  void onlyWhatIsNewIsSaid() {
    assertThat(requests(watching.watch(List.of("bob", "eve"))))
        .containsExactly(subscribe("bob", "eve"));
    assertThat(requests(watching.watch(List.of("bob", "dan")))).containsExactly(subscribe("dan"));
    assertThat(watching.watch(List.of("bob"))).isEmpty();
    assertThat(requests(watching.unwatch(List.of("eve", "nobody"))))
        .containsExactly(PresenceRequest.newBuilder().addUnsubscribe("eve").build());
    assertThat(watching.setAway(false)).isEmpty();
    assertThat(requests(watching.setAway(true))).containsExactly(state("away"));
    assertThat(watching.setAway(true)).isEmpty();
    assertThat(requests(watching.setAway(false))).containsExactly(state("active"));
  }

  @Test
  void aNewConnectionIsToldAllOfIt() {
    assertThat(watching.restart()).isEmpty();
    watching.watch(List.of("bob", "eve"));
    watching.unwatch(List.of("bob"));
    watching.setAway(true);

    assertThat(requests(watching.restart())).containsExactly(state("away"), subscribe("eve"));
  }

  @Test
  void manyUsersAreSeveralFrames() {
    List<String> users = IntStream.range(0, 450).mapToObj(i -> "user-" + i).toList();

    List<PresenceRequest> parts = requests(watching.watch(users));

    assertThat(parts).hasSize(3);
    assertThat(parts.stream().flatMap(part -> part.getSubscribeList().stream()))
        .containsExactlyElementsOf(users);
  }

  @Test
  void theMachineSaysItWhenOnlineAndAgainAfterAReconnect() {
    MachineScenario scenario = new MachineScenario();
    scenario.did(scenario.machine.watch(List.of("bob")));
    assertThat(scenario.sent()).isEmpty();

    scenario.online().then().closesWith(1006).then().waitsForDeadline().reachOnline(16);

    assertThat(scenario.sent()).contains(frame(subscribe("bob")));
    scenario.then().did(scenario.machine.away(true)).did(scenario.machine.unwatch(List.of("bob")));
    assertThat(scenario.sent()).hasSize(2).contains(frame(state("away")));
  }

  @Test
  void typingIsSaidNowOrNotAtAll() {
    MachineScenario scenario = new MachineScenario();
    scenario.did(scenario.machine.typing("d:ann:bob", true));
    scenario.online();
    assertThat(scenario.sent()).noneMatch(ClientFrame::hasTyping);

    scenario.did(scenario.machine.typing("d:ann:bob", true));

    assertThat(scenario.sent()).anyMatch(ClientFrame::hasTyping);
  }

  private static ClientFrame frame(PresenceRequest request) {
    return ClientFrame.newBuilder().setPresence(request).build();
  }

  private static List<PresenceRequest> requests(List<ClientFrame> frames) {
    return frames.stream().map(ClientFrame::getPresence).toList();
  }

  private static PresenceRequest subscribe(String... users) {
    return PresenceRequest.newBuilder().addAllSubscribe(List.of(users)).build();
  }

  private static PresenceRequest state(String state) {
    return PresenceRequest.newBuilder().setState(state).build();
  }
}
