package dev.parley.stack;

import dev.parley.stack.component.Layout;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StateFile;
import java.util.Optional;
import java.util.function.Consumer;

/** What is left of a stack whose supervisor has died. */
final class Remains {
  private Remains() {}

  /** Ends it in order. The caller holds the lock, so there is no supervisor. */
  static void end(Home home, DataDir data, Consumer<String> progress) {
    StateFile file = new StateFile(data.stateFile());
    Optional<StackState> left = file.read();
    if (left.filter(StackState::hasLiveProcess).isPresent()) {
      progress.accept("stack: ending what an earlier run left");
      Topology topology =
          new Topology(
              new Layout(home, data, new Ports(left.get().portOffset())), left.get().gateways());
      try {
        new Shutdown(topology, progress).run(left.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StackException("stack: interrupted while stopping", e);
      }
    }
    file.delete();
  }
}
