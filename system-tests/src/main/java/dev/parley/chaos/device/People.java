package dev.parley.chaos.device;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who talks with whom: a ring of users, each with two devices, in which everyone knows the next
 * few. Names are of one run, so a stack can be used again.
 */
public record People(List<String> users) {
  private static final int DEVICES_EACH = 2;
  private static final int FRIENDS_AHEAD = 2;
  private static final int USERS_MIN = 2 * FRIENDS_AHEAD + 1;

  public People {
    users = List.copyOf(users);
    if (users.size() < USERS_MIN) {
      throw new IllegalArgumentException(
          "devices: %d (expected: at least %d)"
              .formatted(users.size() * DEVICES_EACH, USERS_MIN * DEVICES_EACH));
    }
  }

  /** So many that they have this many devices. */
  public static People withDevices(int devices, String run) {
    return new People(
        IntStream.range(0, devices / DEVICES_EACH)
            .mapToObj(number -> "u%d.%s".formatted(number, run))
            .toList());
  }

  /** The devices of all, user by user. */
  public List<DeviceKey> devices() {
    List<DeviceKey> devices = new ArrayList<>();
    for (String user : users) {
      for (int number = 0; number < DEVICES_EACH; number++) {
        devices.add(new DeviceKey(user, user + "." + number));
      }
    }
    return devices;
  }

  /** Devices that nobody has used yet: each will ask for its user's whole feed. */
  public List<DeviceKey> newDevices() {
    return users.stream().map(user -> new DeviceKey(user, user + ".new")).toList();
  }

  /** Everyone's peers. */
  public Map<String, List<String>> friends() {
    Map<String, List<String>> friends = new LinkedHashMap<>();
    for (int i = 0; i < users.size(); i++) {
      for (int ahead = 1; ahead <= FRIENDS_AHEAD; ahead++) {
        String one = users.get(i);
        String other = users.get((i + ahead) % users.size());
        friends.computeIfAbsent(one, user -> new ArrayList<>()).add(other);
        friends.computeIfAbsent(other, user -> new ArrayList<>()).add(one);
      }
    }
    return friends;
  }

  /** All conversations that can come to be. */
  public Set<String> conversations() {
    Set<String> conversations = new LinkedHashSet<>();
    friends()
        .forEach(
            (user, peers) -> peers.forEach(peer -> conversations.add(conversation(user, peer))));
    return conversations;
  }

  static String conversation(String one, String other) {
    return ConversationId.direct(new UserId(one), new UserId(other)).value();
  }
}
