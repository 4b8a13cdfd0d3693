package dev.parley.presence;

import dev.parley.protocol.v1.Visibility;

/** What a person shows to nobody, not even to those they talk to. */
public record Privacy(boolean onlineHidden, boolean lastSeenHidden) {
  public static final Privacy OPEN = new Privacy(false, false);

  private static final String CONTACTS = "contacts";
  private static final String NOBODY = "nobody";

  /** Anything but a clear "contacts" hides. */
  static Privacy of(Visibility visibility) {
    return new Privacy(
        !visibility.getOnline().equals(CONTACTS), !visibility.getLastSeen().equals(CONTACTS));
  }

  Visibility visibility() {
    return Visibility.newBuilder()
        .setOnline(onlineHidden ? NOBODY : CONTACTS)
        .setLastSeen(lastSeenHidden ? NOBODY : CONTACTS)
        .build();
  }
}
