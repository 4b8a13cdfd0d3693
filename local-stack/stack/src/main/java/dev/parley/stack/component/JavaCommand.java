package dev.parley.stack.component;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of a Java process.
 *
 * @param flags of the virtual machine, after those that every process gets
 */
public record JavaCommand(
    String classPath, String mainClass, List<String> flags, List<String> arguments) {

  /**
   * Small heaps on few cores: the serial collector needs the least memory and threads, and a start
   * must not stop for collections while its classes are loaded. The quick compiler only, unless a
   * process's own flags say otherwise: virtual machines that optimise side by side on two cores
   * take them from the messages. One pair of runs, 100 messages/s: in the first minute after a
   * start p99 was 5.4 s or more with both compilers, and 0.2 to 1.8 s with the quick one. It costs
   * the median once warm: 35 ms for 13 ms. A process that is out of memory must be seen dead, not
   * half alive.
   */
  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MetaspaceSize=96m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.net.preferIPv4Stack=true");

  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(COMMON);
    words.addAll(flags);
    words.addAll(List.of("-cp", classPath, mainClass));
    words.addAll(arguments);
    return words;
  }

  /** Flags that open these packages of java.base to everyone. */
  public static Stream<String> opens(String... packages) {
    return Stream.of(packages).map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED");
  }
}
