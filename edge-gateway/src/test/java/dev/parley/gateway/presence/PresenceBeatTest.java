package dev.parley.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresenceBeatTest {
  private static final int USERS = 100;

  private final HubContext context = new HubContext();

  @Test
  void atTheEndEveryPartitionIsSaidOnceMore() {
    for (int i = 0; i < USERS; i++) {
      HubContext.Device device = context.joins("user-" + i);
      context.hub.leave(device);
    }
    new PresenceBeat(context.hub).close();

    assertThat(context.devices()).hasSize(USERS).allMatch(said -> said.endsWith("LEFT"));
  }
}
