package dev.parley.chaos.checker;

import java.util.List;

/** Something that must hold of every run. */
public sealed interface Invariant
    permits NoLoss,
        NoPhantom,
        NoDuplicate,
        NoDivergence,
        Order,
        NoGap,
        Cursors,
        Isolation,
        Errors,
        Resources {

  /** The letter by which the documents name it. */
  String id();

  String title();

  /** Every breach; none if it held. */
  List<Violation> check(Evidence evidence);

  default Violation violation(String what) {
    return new Violation(this, what);
  }

  /** All of them, in the order of the report. */
  static List<Invariant> all() {
    return List.of(
        new NoLoss(),
        new NoDuplicate(),
        new NoDivergence(),
        new Order(),
        new NoGap(),
        new Cursors(),
        new NoPhantom(),
        new Isolation(),
        new Errors(),
        new Resources());
  }
}
