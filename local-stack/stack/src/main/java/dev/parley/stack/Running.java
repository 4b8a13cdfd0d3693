package dev.parley.stack;

import dev.parley.stack.component.Layout;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StateFile;

/** A stack that a supervisor in another process runs. */
public record Running(Topology topology, StackState state) {

  /** What runs on this data directory. */
  public static Running on(DataDir data) {
    StackState state =
        new StateFile(data.stateFile())
            .read()
            .filter(StackState::isReady)
            .filter(written -> written.supervisor().alive())
            .orElseThrow(
                () ->
                    new StackException(
                        "stack: not running on %s (expected: ./parley up first)"
                            .formatted(data.root())));
    Layout layout = new Layout(Home.find(), data, new Ports(state.portOffset()));
    return new Running(new Topology(layout, state.gateways()), state);
  }

  public Endpoints endpoints() {
    Layout layout = topology.layout();
    return Endpoints.of(layout.ports(), topology.gateways(), layout.data());
  }
}
