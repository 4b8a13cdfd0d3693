package dev.parley.chaos.history;

/** One device of one user. */
public record DeviceKey(String user, String device) {
  @Override
  public String toString() {
    return user + "/" + device;
  }
}
