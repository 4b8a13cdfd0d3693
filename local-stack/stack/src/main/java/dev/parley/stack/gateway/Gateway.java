package dev.parley.stack.gateway;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.JavaCommand;
import dev.parley.stack.component.Layout;
import dev.parley.stack.component.Probes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** An edge gateway. It keeps nothing; what it shares with the others is the token key. */
public record Gateway(Layout layout, int slot) implements Component {
  private static final String NAME = "gateway-";

  /** What the gateway on this slot is called. */
  public static String nameOf(int slot) {
    return NAME + slot;
  }

  /** The slot of the gateway that is called so; empty if it is another component. */
  public static OptionalInt slotOf(String component) {
    return component.startsWith(NAME)
        ? OptionalInt.of(Integer.parseInt(component.substring(NAME.length())))
        : OptionalInt.empty();
  }

  @Override
  public String name() {
    return nameOf(slot);
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.ports().gateway(slot), layout.ports().gatewayAdmin(slot));
  }

  @Override
  public Path data() {
    return layout.data().tokenKey();
  }

  @Override
  public void prepare() {}

  @Override
  public List<String> command() {
    List<String> options = new ArrayList<>(options());
    layout
        .home()
        .webApp()
        .ifPresent(directory -> options.addAll(List.of("--web", directory.toString())));
    return new JavaCommand(
            layout.home().classPath("gateway"),
            "dev.parley.gateway.GatewayMain",
            List.of("-Xms64m", "-Xmx256m"),
            options)
        .words();
  }

  private List<String> options() {
    return List.of(
        "--slot",
        Integer.toString(slot),
        "--host",
        Layout.HOST,
        "--port",
        Integer.toString(layout.ports().gateway(slot)),
        "--admin-port",
        Integer.toString(layout.ports().gatewayAdmin(slot)),
        "--kafka",
        Layout.HOST + ":" + layout.ports().kafka(),
        "--zookeeper",
        Layout.HOST + ":" + layout.ports().zookeeper(),
        "--redis",
        Layout.HOST + ":" + layout.ports().redis(),
        "--token-key",
        layout.data().tokenKey().toString(),
        "--dev-tokens");
  }

  @Override
  public boolean ready() {
    return Probes.answersOk(
        URI.create("http://%s:%d/readyz".formatted(Layout.HOST, layout.ports().gateway(slot))));
  }

  /** Longer than its drain may last. */
  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(20);
  }
}
