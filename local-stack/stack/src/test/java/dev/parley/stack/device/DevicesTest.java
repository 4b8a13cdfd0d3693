package dev.parley.stack.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.store.FileStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {
  @TempDir private Path directory;

  @Test
  void twoTerminalsOfOneUserAreTwoDevicesAndTheNextOneIsTheFirstAgain() {
    String firstId;
    try (FileStore first = Devices.claim(directory, "ann");
        FileStore second = Devices.claim(directory, "ann")) {
      firstId = first.deviceId();
      assertThat(second.deviceId()).isNotEqualTo(firstId);
    }

    try (FileStore next = Devices.claim(directory, "ann")) {
      assertThat(next.deviceId()).isEqualTo(firstId);
    }
  }
}
