package dev.parley.stack.flink;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a job was started with.
 *
 * @param jar the run's own copy: what it was built from may have changed since
 * @param chosen by an operator; else the next start takes the jar of the checkout
 * @param arguments of the job, without its parallelism
 * @param parallelism null = the cluster's default
 */
public record Launch(
    String jar, boolean chosen, List<String> arguments, @Nullable Integer parallelism) {

  public Launch {
    arguments = List.copyOf(arguments);
  }

  /** What a start of the stack runs, after a run with {@code former}. */
  static Launch next(Optional<Launch> former, Path checkoutJar, List<String> arguments) {
    Optional<Launch> chosen = former.filter(Launch::chosen);
    return new Launch(
        chosen.map(Launch::jar).orElse(checkoutJar.toString()),
        chosen.isPresent(),
        arguments,
        former.map(Launch::parallelism).orElse(null));
  }

  Launch withJar(Path other, boolean isChosen) {
    return new Launch(other.toString(), isChosen, arguments, parallelism);
  }

  Launch withParallelism(int other) {
    return new Launch(jar, chosen, arguments, other);
  }

  Launch with(List<String> moreArguments) {
    return new Launch(
        jar,
        chosen,
        Stream.concat(arguments.stream(), moreArguments.stream()).toList(),
        parallelism);
  }

  List<String> allArguments() {
    List<String> all = new ArrayList<>(arguments);
    if (parallelism != null) {
      all.addAll(List.of("--parallelism", parallelism.toString()));
    }
    return all;
  }

  int slots() {
    return parallelism == null ? 1 : parallelism;
  }
}
