package dev.parley.system.presence;

import static org.awaitility.Awaitility.await;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.PresenceRequest;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Typing;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.protocol.v1.Visibility;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Parley;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What a device says and hears about presence. */
record Watcher(Device device) {

  void watch(String... users) {
    presence(PresenceRequest.newBuilder().addAllSubscribe(List.of(users)));
  }

  void state(String state) {
    presence(PresenceRequest.newBuilder().setState(state));
  }

  /** Returns when the setting has come back. */
  void shows(String online, String lastSeen) {
    Visibility visibility = Visibility.newBuilder().setOnline(online).setLastSeen(lastSeen).build();
    presence(PresenceRequest.newBuilder().setVisibility(visibility));
    device.awaitFrame(
        frame -> frame.hasVisibility() && frame.getVisibility().equals(visibility),
        Parley.PATIENCE);
  }

  void types(String me, String peer) {
    String conversation = ConversationId.direct(new UserId(me), new UserId(peer)).value();
    device.say(
        ClientFrame.newBuilder()
            .setTyping(Typing.newBuilder().setConversationId(conversation).setOn(true))
            .build());
  }

  /** Waits until the newest word about the user is like that. */
  void awaitNewest(String user, Duration limit, Predicate<Presence> wanted) {
    await("presence of " + user + ", now " + newest(user))
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> heard(user) > 0 && wanted.test(newest(user)));
  }

  Presence newest(String user) {
    List<Presence> all = all(user);
    return all.isEmpty() ? Presence.getDefaultInstance() : all.get(all.size() - 1);
  }

  int heard(String user) {
    return all(user).size();
  }

  List<TypingNotice> typing(String user) {
    return device.heard().stream()
        .filter(ServerFrame::hasTyping)
        .map(ServerFrame::getTyping)
        .filter(notice -> notice.getUserId().equals(user))
        .toList();
  }

  /** All that was heard of the user. */
  List<Presence> all(String user) {
    return device.heard().stream()
        .filter(ServerFrame::hasPresence)
        .map(ServerFrame::getPresence)
        .filter(presence -> presence.getUserId().equals(user))
        .toList();
  }

  private void presence(PresenceRequest.Builder request) {
    device.say(ClientFrame.newBuilder().setPresence(request).build());
  }
}
