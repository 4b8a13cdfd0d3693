package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import java.time.Duration;

/** Something bad that can be done to a running stack, and undone. */
public interface Fault {
  String name();

  /** The address of the only gateway whose devices it hits; empty if it hits everyone. */
  default String gateway(Target target) {
    return "";
  }

  /** Does it. What is returned must be healed, also if the run ends early. */
  Wound strike(Target target) throws InterruptedException;

  /** How long it is left as it is. */
  default Duration lasts() {
    return Duration.ZERO;
  }

  /** A fault that was put in. */
  interface Wound {
    /**
     * Undoes what nothing else would undo, waits until everything does its work again, and says how
     * one could see that the fault bit; an empty proof if it did not.
     */
    String heal() throws InterruptedException;
  }
}
