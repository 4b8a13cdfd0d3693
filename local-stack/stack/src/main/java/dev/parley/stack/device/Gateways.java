package dev.parley.stack.device;

import dev.parley.client.http.DevTokens;
import dev.parley.stack.DataDir;
import dev.parley.stack.Endpoints;
import dev.parley.stack.StackException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gateways that the devices of a command use.
 *
 * @param http their addresses, by slot
 */
public record Gateways(List<URI> http) {
  public Gateways {
    http = List.copyOf(http);
  }

  /** Those of the stack that runs on this directory; says what to do if none does. */
  public static Gateways ofRunning(DataDir data) {
    return new Gateways(Endpoints.ofRunning(data.root()).gateways());
  }

  /** One gateway somewhere, by its socket's address. */
  public static Gateways at(URI url) {
    if (url.getHost() == null || !("ws".equals(url.getScheme()) || "wss".equals(url.getScheme()))) {
      throw new StackException("url: %s (expected: ws://HOST:PORT)".formatted(url));
    }
    return new Gateways(List.of(URI.create("http" + url.toString().substring("ws".length()))));
  }

  /** The sockets' addresses: this slot's first, then the others, for when it is gone. */
  public List<URI> sockets(int first) {
    if (first < 0 || first >= http.size()) {
      throw new StackException("gateway: %d (expected: 0 to %d)".formatted(first, http.size() - 1));
    }
    return IntStream.range(0, http.size())
        .mapToObj(i -> http.get((first + i) % http.size()).toString())
        .map(address -> URI.create("ws" + address.substring("http".length())))
        .toList();
  }

  public DevTokens tokens(HttpClient client) {
    return new DevTokens(client, http);
  }
}
