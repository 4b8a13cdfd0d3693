package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.Running;
import dev.parley.stack.StackException;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.JobOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A job is changed while people talk. */
public record JobChange(String name, Job job, Change change) implements Fault {
  /** What is done to a job. */
  public interface Change {
    /** Does it, and tells what the job's operations say. */
    void apply(JobOperations operations) throws InterruptedException;
  }

  /** Stopped with a savepoint, and started from it with the jar of the checkout. */
  public static List<Fault> upgrades() {
    return each("upgraded", job -> job.upgrade(Optional.empty(), Optional.empty()));
  }

  /** To a jar that can't start: the former run goes on by itself. */
  public static List<Fault> upgradesThatFail() {
    return each(
        "upgraded to a jar that can't start",
        job -> {
          Path empty = emptyJar();
          try {
            job.upgrade(Optional.of(empty), Optional.empty());
          } catch (StackException wentBack) {
            return;
          } finally {
            delete(empty);
          }
          throw new StackException("upgrade: taken (expected: refused, for there is no job in it)");
        });
  }

  /** From the one task of a local stack to two, and back. */
  public static List<Fault> rescales() {
    return Stream.of(Job.values())
        .<Fault>flatMap(
            job ->
                Stream.of(
                    new JobChange(job.jobName() + " rescaled 1 -> 2", job, to -> to.rescale(2)),
                    new JobChange(job.jobName() + " rescaled 2 -> 1", job, to -> to.rescale(1))))
        .toList();
  }

  /** Back to a savepoint that was taken a moment ago: all that came after it comes again. */
  public static List<Fault> restores() {
    return each("restored from a savepoint", job -> job.restore(job.savepoint(Optional.empty())));
  }

  /** Every job in turn, so that each one's outage is counted for itself. */
  private static List<Fault> each(String what, Change change) {
    return Stream.of(Job.values())
        .<Fault>map(job -> new JobChange(job.jobName() + " " + what, job, change))
        .toList();
  }

  @Override
  public Wound strike(Target target) throws InterruptedException {
    List<String> words = new ArrayList<>();
    change.apply(new JobOperations(Running.on(target.data()), job, words::add));
    return () -> {
      target.awaitReady();
      return String.join("; ", words);
    };
  }

  private static Path emptyJar() {
    try {
      Path jar = Files.createTempFile("no-job", ".jar");
      new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
