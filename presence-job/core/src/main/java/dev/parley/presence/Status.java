package dev.parley.presence;

import java.util.Arrays;

/** How a person is there, from least to most. */
public enum Status {
  OFFLINE(0),
  /** Connected, but at no device. */
  AWAY(1),
  ONLINE(2);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  /** In savepoints. */
  int code() {
    return code;
  }

  static Status of(int code) {
    return Arrays.stream(values())
        .filter(status -> status.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("state: no status " + code));
  }
}
