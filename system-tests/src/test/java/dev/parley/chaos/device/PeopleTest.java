package dev.parley.chaos.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PeopleTest {
  @Test
  void everyoneHasTwoDevicesAndFourFriends() {
    People people = People.withDevices(20, "run");
    assertThat(people.devices()).hasSize(20).doesNotHaveDuplicates();
    assertThat(people.friends()).hasSize(10);
    assertThat(people.friends().values())
        .allSatisfy(friends -> assertThat(friends).hasSize(4).doesNotHaveDuplicates());
    assertThat(people.conversations()).hasSize(20);
  }

  @Test
  void tooFewDevicesAreRefused() {
    assertThatThrownBy(() -> People.withDevices(6, "run")).hasMessageContaining("devices: 6");
  }
}
