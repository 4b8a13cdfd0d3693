package dev.parley.stack.presencesim;

import java.util.random.RandomGenerator;

/**
 * How the made-up people live.
 *
 * @param contacts whom each talks to
 * @param visible contacts on the screen of somebody who looks
 * @param onlineMinutes a stretch with the app open, on average
 * @param offlineMinutes between two of them
 * @param flappingShare of the stretches have a bad network
 * @param secondDeviceShare of the people have another device that is there as well
 * @param usersAGateway as many as are connected to one at a time
 * @param partitions of the signals' topic
 */
record Habits(
    int contacts,
    int visible,
    double onlineMinutes,
    double offlineMinutes,
    double flappingShare,
    double secondDeviceShare,
    int usersAGateway,
    int partitions) {
  private static final double MS_A_MINUTE = 60_000;

  static Habits usual(int contacts, int partitions) {
    return new Habits(contacts, Math.min(10, contacts), 5, 45, 0.05, 0.3, 100_000, partitions);
  }

  /** Of the people at any time. */
  double onlineShare() {
    return onlineMinutes / (onlineMinutes + offlineMinutes);
  }

  double devicesAUser() {
    return 1 + secondDeviceShare;
  }

  int gateways(long users) {
    return (int) Math.max(2, Math.ceil(users * onlineShare() * devicesAUser() / usersAGateway));
  }

  /** Contacts who open the app and have this person on their screen, each ms. */
  double watchesAMs() {
    return visible / ((onlineMinutes + offlineMinutes) * MS_A_MINUTE);
  }

  long onlineMs(RandomGenerator random) {
    return exponential(onlineMinutes, random);
  }

  long offlineMs(RandomGenerator random) {
    return exponential(offlineMinutes, random);
  }

  private static long exponential(double meanMinutes, RandomGenerator random) {
    return 1 + (long) (-Math.log(1 - random.nextDouble()) * meanMinutes * MS_A_MINUTE);
  }
}
