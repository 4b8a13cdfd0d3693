package dev.parley.stack;

import dev.parley.stack.component.Component;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.JobManager;
import dev.parley.stack.flink.Jobs;
import dev.parley.stack.flink.TaskManager;
import dev.parley.stack.hbase.HBaseServer;
import dev.parley.stack.hbase.TableSetup;
import dev.parley.stack.kafka.KafkaBroker;
import dev.parley.stack.kafka.TopicSetup;
import dev.parley.stack.redis.RedisServer;
import dev.parley.stack.zookeeper.ZooKeeperServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts everything, each part as soon as what it needs is there. The first failure ends it. */
final class Startup {
  private final Topology topology;
  private final Processes processes;
  private final Starter starter;
  private final Jobs jobs;
  private final Endpoints endpoints;
  private final Consumer<String> progress;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Startup(
      Topology topology,
      Processes processes,
      Starter starter,
      Jobs jobs,
      Endpoints endpoints,
      Consumer<String> progress) {
    this.topology = topology;
    this.processes = processes;
    this.starter = starter;
    this.jobs = jobs;
    this.endpoints = endpoints;
    this.progress = progress;
  }

  void run() {
    try {
      allSteps().join();
    } catch (CompletionException e) {
      RuntimeException first = failure.get();
      throw first != null ? first : e;
    } finally {
      threads.shutdown();
    }
  }

  private CompletableFuture<Void> allSteps() {
    CompletableFuture<Void> redis = component(RedisServer.NAME);
    CompletableFuture<Void> kafka = component(KafkaBroker.NAME);
    CompletableFuture<Void> zookeeper = component(ZooKeeperServer.NAME);
    CompletableFuture<Void> hbase = component(HBaseServer.NAME, zookeeper);
    CompletableFuture<Void> jobManager = component(JobManager.NAME, zookeeper);
    CompletableFuture<Void> taskManager = component(TaskManager.NAME, zookeeper);
    CompletableFuture<Void> topics =
        timed("topics", () -> TopicSetup.run(endpoints.kafka()), kafka);
    CompletableFuture<Void> tables =
        timed("tables", () -> TableSetup.run(endpoints.zookeeper()), hbase);

    List<CompletableFuture<Void>> last = new ArrayList<>(List.of(redis, tables));
    for (Job job : Job.values()) {
      CompletableFuture<Void> stores = job.usesStores() ? tables : topics;
      last.add(
          timed(
              job.jobName(),
              () -> jobs.start(job, this::cancelled, progress),
              jobManager,
              taskManager,
              topics,
              stores));
    }
    for (Component gateway : topology.edge()) {
      last.add(step(() -> starter.start(gateway, this::cancelled), topics));
    }
    return CompletableFuture.allOf(last.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> component(String name, CompletableFuture<?>... needs) {
    return step(() -> starter.start(topology.named(name), this::cancelled), needs);
  }

  private CompletableFuture<Void> timed(String name, Step step, CompletableFuture<?>... needs) {
    return step(
        () -> {
          long began = System.nanoTime();
          step.run();
          progress.accept(Starter.line(name, began));
        },
        needs);
  }

  private CompletableFuture<Void> step(Step step, CompletableFuture<?>... needs) {
    return CompletableFuture.allOf(needs).thenRunAsync(() -> guarded(step), threads);
  }

  private void guarded(Step step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  private boolean cancelled() {
    return processes.isStopping() || failure.get() != null;
  }

  private interface Step {
    void run() throws InterruptedException;
  }
}
