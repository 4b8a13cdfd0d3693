package dev.parley.protocol.id;

/**
 * An installation of a client; made once by it. Case-sensitive, 1 to 64 of {@code A-Z a-z 0-9 . _
 * -}.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  public DeviceId {
    Ids.check("deviceId", value);
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
