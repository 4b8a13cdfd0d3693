package dev.parley.stack.flink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a TaskManager divides its memory, in MiB. Flink's scripts compute this from one number with
 * another Java process; said outright it needs neither, and every number is visible.
 */
final class TaskManagerMemory {
  private static final int FRAMEWORK_HEAP = 96;
  private static final int TASK_HEAP = 416;
  private static final int FRAMEWORK_OFF_HEAP = 96;
  private static final int TASK_OFF_HEAP = 32;
  private static final int NETWORK = 64;

  /** RocksDB's block cache and write buffers of all slots. */
  private static final int MANAGED = 320;

  /** Four fat jars, and the classes of an old attempt that linger while the next one starts. */
  private static final int METASPACE = 448;

  private static final int CODE_CACHE = 128;
  private static final int OVERHEAD = 192;

  private TaskManagerMemory() {}

  static int total() {
    return FRAMEWORK_HEAP
        + TASK_HEAP
        + FRAMEWORK_OFF_HEAP
        + TASK_OFF_HEAP
        + NETWORK
        + MANAGED
        + METASPACE
        + OVERHEAD;
  }

  static Map<String, String> settings() {
    Map<String, String> s = new LinkedHashMap<>();
    s.put("taskmanager.memory.framework.heap.size", mib(FRAMEWORK_HEAP));
    s.put("taskmanager.memory.task.heap.size", mib(TASK_HEAP));
    s.put("taskmanager.memory.framework.off-heap.size", mib(FRAMEWORK_OFF_HEAP));
    s.put("taskmanager.memory.task.off-heap.size", mib(TASK_OFF_HEAP));
    s.put("taskmanager.memory.network.min", mib(NETWORK));
    s.put("taskmanager.memory.network.max", mib(NETWORK));
    s.put("taskmanager.memory.managed.size", mib(MANAGED));
    s.put("taskmanager.memory.jvm-metaspace.size", mib(METASPACE));
    s.put("taskmanager.memory.jvm-overhead.min", mib(OVERHEAD));
    s.put("taskmanager.memory.jvm-overhead.max", mib(OVERHEAD));
    return s;
  }

  /** What the virtual machine must be told so that the division holds. */
  static List<String> flags() {
    return List.of(
        "-Xms" + (FRAMEWORK_HEAP + TASK_HEAP) / 2 + "m",
        "-Xmx" + (FRAMEWORK_HEAP + TASK_HEAP) + "m",
        "-XX:MaxDirectMemorySize=" + (FRAMEWORK_OFF_HEAP + TASK_OFF_HEAP + NETWORK) + "m",
        "-XX:MaxMetaspaceSize=" + METASPACE + "m",
        // Each restart of a job compiles its classes anew. In the quick compiler's 48 MiB that
        // pushes out what is in use, and everything is slow after some twenty restarts.
        "-XX:ReservedCodeCacheSize=" + CODE_CACHE + "m");
  }

  private static String mib(int size) {
    return size + "m";
  }
}
