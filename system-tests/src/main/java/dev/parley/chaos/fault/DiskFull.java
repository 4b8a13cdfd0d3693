package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Checkpoints;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackException;
import dev.parley.stack.process.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The disk of the checkpoints has no room left. It must be a mount of its own. */
public record DiskFull(Duration lasts) implements Fault {
  private static final Duration CHECKPOINT_WITHIN = Duration.ofSeconds(90);
  private static final int PIECE = 64 * 1024;

  @Override
  public String name() {
    return "disk of the checkpoints full";
  }

  @Override
  public Wound strike(Target target) {
    Checkpoints checkpoints = new Checkpoints(target);
    if (!checkpoints.haveDiskOfTheirOwn()) {
      return () -> ""; // A fault that was not put in proves nothing, so the run is void.
    }
    Checkpoints.Counts before = checkpoints.counts();
    Path ballast = checkpoints.directory().resolve("ballast");
    fill(ballast);
    return () -> {
      Checkpoints.Counts full = checkpoints.counts();
      delete(ballast);
      Checkpoints.Counts freed = checkpoints.counts();
      if (!Await.until(CHECKPOINT_WITHIN, () -> checkpoints.counts().isAfter(freed))) {
        throw new StackException(
            "checkpoints: none completed within %d s after the disk was free again (expected: one of each job)"
                .formatted(CHECKPOINT_WITHIN.toSeconds()));
      }
      target.awaitReady();
      long failed = full.failed() - before.failed();
      return failed > 0 ? failed + " checkpoints failed" : "";
    };
  }

  private static void fill(Path ballast) {
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }

  private static void delete(Path ballast) {
    try {
      Files.delete(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
