package dev.parley.protocol.id;

/** A person. Case-sensitive, 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
public record UserId(String value) implements Comparable<UserId> {
  public UserId {
    Ids.check("userId", value);
  }

  @Override
  public int compareTo(UserId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
