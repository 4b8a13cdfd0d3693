package dev.parley.gateway;

import dev.parley.gateway.connection.Connections;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether connections are taken, and by what. */
final class Door implements Supplier<Optional<Connections>> {
  private volatile Optional<Connections> connections = Optional.empty();

  void open(Connections connections) {
    this.connections = Optional.of(connections);
  }

  void close() {
    connections = Optional.empty();
  }

  boolean isOpen() {
    return connections.isPresent();
  }

  @Override
  public Optional<Connections> get() {
    return connections;
  }
}
