package dev.parley.chaos.converge;

import dev.parley.chaos.fault.FlushCache;
import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.stack.StackOption;
import dev.parley.chaos.stack.Target;
import dev.parley.client.ClientRuntime;
import dev.parley.client.TokenSource;
import dev.parley.client.http.DevTokens;
import dev.parley.client.http.HistoryApi;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import dev.parley.stack.load.Dialogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows that all devices of two people know the same in the end, whatever happened to them. */
@Command(
    name = "converge",
    description = {
      "Two people with three devices each say what a file says, while devices come and go and",
      "gateways are killed. Exit 1 if a device does not know in the end what the store keeps."
    },
    mixinStandardHelpOptions = true)
public final class ConvergeCommand implements Callable<Integer> {
  private static final int THREADS = 4;
  private static final int JAVA_DEVICES = 2;

  @Parameters(paramLabel = "FILE", description = "Lines of time, from, to, text with tabs between.")
  private Path file = Path.of("");

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Say the first N lines (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--seed", paramLabel = "N", description = "Of the run (default: random).")
  private @Nullable Long seed;

  @Mixin private StackOption stack = new StackOption();

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Dialogues.Line> lines = Dialogues.firstOf(file, limit);
    return stack.use(false, data -> run(lines, data));
  }

  private int run(List<Dialogues.Line> lines, DataDir stack)
      throws InterruptedException, IOException {
    RunId run = RunId.at(Instant.now());
    String ann = run.user("ann");
    String bob = run.user("bob");
    String conversation = ConversationId.direct(new UserId(ann), new UserId(bob)).value();
    Path files = Files.createTempDirectory("parley-converge");
    try (Target target = new Target(stack);
        ClientRuntime runtime = new ClientRuntime(THREADS)) {
      DevTokens tokens = new Gateways(target.endpoints().gateways()).tokens(runtime.http());
      Map<String, List<Replica>> replicas = new LinkedHashMap<>();
      for (String user : List.of(ann, bob)) {
        replicas.put(user, devices(user, conversation, runtime, target, tokens, files));
      }
      long drawn = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
      Convergence talk = new Convergence(target, replicas, drawn, System.out::println);
      try {
        talk.talk(lines, rate);
        // Whatever is read now comes from HBase.
        new FlushCache().strike(target);
        HistoryApi api = new HistoryApi(runtime.http(), target.endpoints().gateways().get(0));
        ConvergeReport report =
            report(lines.size(), replicas, talk, new Server(api, conversation), tokens);
        report.lines().forEach(System.out::println);
        return report.good() ? 0 : 1;
      } finally {
        replicas.values().forEach(devices -> devices.forEach(Replica::close));
      }
    }
  }

  private static List<Replica> devices(
      String user,
      String conversation,
      ClientRuntime runtime,
      Target target,
      DevTokens tokens,
      Path files) {
    String token = tokens.token(user).join();
    Gateways gateways = new Gateways(target.endpoints().gateways());
    List<Replica> devices = new ArrayList<>();
    for (int n = 0; n < JAVA_DEVICES; n++) {
      DeviceKey key = new DeviceKey(user, user + "." + n);
      devices.add(
          new JavaReplica(
              key, conversation, runtime, gateways.sockets(n), TokenSource.of(token), files));
    }
    DeviceKey key = new DeviceKey(user, user + ".web");
    devices.add(new WebReplica(key, conversation, Home.find().root(), gateways.sockets(0), token));
    return devices;
  }

  private static ConvergeReport report(
      int said,
      Map<String, List<Replica>> replicas,
      Convergence talk,
      Server server,
      DevTokens tokens)
      throws InterruptedException {
    List<ConvergeReport.Row> rows = new ArrayList<>();
    for (Map.Entry<String, List<Replica>> person : replicas.entrySet()) {
      Copy first = person.getValue().get(0).copy();
      Copy kept = server.copy(tokens.token(person.getKey()).join(), first);
      for (Replica device : person.getValue()) {
        rows.add(
            new ConvergeReport.Row(
                device.key().device(), device.client(), talk.dropsOf(device), device.copy(), kept));
      }
    }
    return new ConvergeReport(said, rows, talk.kills());
  }
}
