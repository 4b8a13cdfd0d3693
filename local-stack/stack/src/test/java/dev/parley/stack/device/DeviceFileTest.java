package dev.parley.stack.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Send;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFileTest {
  @TempDir private Path directory;

  @Test
  void theNextRunIsTheSameDeviceAndGoesOnWhereTheLastOneEnded() {
    String deviceId;
    try (DeviceFile first = DeviceFile.claim(directory, "ann")) {
      deviceId = first.deviceId();
      first.savePosition(41);
      first.saveOutgoing(Send.newBuilder().setLocalSeq(7).build());
    }

    try (DeviceFile next = DeviceFile.claim(directory, "ann")) {
      assertThat(next.deviceId()).isEqualTo(deviceId);
      assertThat(next.load().position()).isEqualTo(41);
      assertThat(next.load().lastLocalSeq()).isEqualTo(7);
    }
  }

  @Test
  void twoTerminalsOfOneUserAreTwoDevices() {
    try (DeviceFile first = DeviceFile.claim(directory, "ann");
        DeviceFile second = DeviceFile.claim(directory, "ann")) {
      assertThat(second.deviceId()).isNotEqualTo(first.deviceId());
      assertThat(second.load().position()).isZero();
    }
  }
}
