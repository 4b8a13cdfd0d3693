package dev.parley.stack;

import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StateFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a stack answers.
 *
 * @param gateways base addresses of the gateways (http), by slot
 * @param kafka HOST:PORT
 * @param zookeeper HOST:PORT, the way to HBase
 * @param redis HOST:PORT
 * @param flink address of Flink's REST interface and dashboard
 * @param tokenKey file with the key that signs tokens
 */
public record Endpoints(
    List<URI> gateways, String kafka, String zookeeper, String redis, URI flink, Path tokenKey) {

  static final String HOST = "127.0.0.1";

  static Endpoints of(Ports ports, int gateways, DataDir data) {
    return new Endpoints(
        IntStream.range(0, gateways).mapToObj(slot -> http(ports.gateway(slot))).toList(),
        HOST + ":" + ports.kafka(),
        HOST + ":" + ports.zookeeper(),
        HOST + ":" + ports.redis(),
        http(ports.flinkRest()),
        data.tokenKey());
  }

  /** The endpoints of the stack that runs on this data directory. */
  public static Endpoints ofRunning(Path directory) {
    DataDir data = new DataDir(directory);
    StackState state =
        new StateFile(data.stateFile())
            .read()
            .filter(StackState::isReady)
            .orElseThrow(
                () ->
                    new StackException(
                        "stack: not running on %s (expected: ./parley up first)"
                            .formatted(data.root())));
    return of(new Ports(state.portOffset()), state.gateways(), data);
  }

  private static URI http(int port) {
    return URI.create("http://" + HOST + ":" + port);
  }
}
