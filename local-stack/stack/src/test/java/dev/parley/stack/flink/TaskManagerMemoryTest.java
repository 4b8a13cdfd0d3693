package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskManagerMemoryTest {
  @Test
  void theVirtualMachineGetsExactlyWhatFlinkCountsOn() {
    assertThat(TaskManagerMemory.flags())
        .contains("-Xmx512m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=448m");
    assertThat(TaskManagerMemory.settings())
        .containsEntry("taskmanager.memory.framework.heap.size", "96m")
        .containsEntry("taskmanager.memory.task.heap.size", "416m")
        .containsEntry("taskmanager.memory.network.min", "64m")
        .containsEntry("taskmanager.memory.network.max", "64m");
  }

  @Test
  void oneTaskManagerLeavesRoomForTheOthersInFourGibibytes() {
    assertThat(TaskManagerMemory.total()).isLessThanOrEqualTo(1664);
  }
}
