package dev.parley.stack.golden;

import dev.parley.client.ClientRuntime;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.stack.StackException;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A short conversation that touches every state: ann and bob talk and read, cem gets messages but
 * reads none, and bob blocks him; ann watches both. All stay connected, so that sessions are in the
 * state too.
 */
final class GoldenPlay implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final int ROUNDS = 4;
  private static final int TO_CEM = 2;

  private final GoldenPlayer ann = new GoldenPlayer("golden-ann", true);
  private final GoldenPlayer bob = new GoldenPlayer("golden-bob", true);
  private final GoldenPlayer cem = new GoldenPlayer("golden-cem", false);

  List<GoldenPlayer> players() {
    return List.of(ann, bob, cem);
  }

  /** Returns once every device has seen everything. */
  void run(Gateways gateways, ClientRuntime runtime) throws InterruptedException {
    players().forEach(player -> player.come(gateways, runtime));
    await("all connected", () -> players().stream().allMatch(GoldenPlayer::hasCaughtUp));
    if (players().stream().anyMatch(player -> player.messages() > 0)) {
      throw new StackException(
          "golden: played before on this stack (expected: ./parley up --fresh first)");
    }
    for (int round = 1; round <= ROUNDS; round++) {
      say(ann, bob, "question " + round);
      say(bob, ann, "answer " + round);
    }
    for (int n = 1; n <= TO_CEM; n++) {
      say(ann, cem, "for cem " + n);
    }
    String withBob = conversation(ann, bob);
    String withCem = conversation(ann, cem);
    int head = 2 * ROUNDS;
    await(
        "all receipts seen",
        () ->
            List.of(ann, bob).stream()
                    .allMatch(
                        player ->
                            player.knows(withBob, ann, head, head)
                                && player.knows(withBob, bob, head - 1, head - 1))
                && List.of(ann, cem).stream()
                    .allMatch(player -> player.knows(withCem, cem, TO_CEM, 0)));
    bob.blocks(cem);
    await("bob's block is seen", () -> bob.hasBlocked(conversation(bob, cem)));
    ann.watches(List.of(bob, cem));
    await("ann sees who is online", () -> ann.seesOnline(List.of(bob, cem)));
    Quiet quiet = new Quiet();
    await("quiet", () -> quiet.lasts(players().stream().mapToLong(GoldenPlayer::updates).sum()));
  }

  /** Whether a number has stayed the same for a while: what is written down must be complete. */
  private static final class Quiet {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    private long number = -1;
    private long sinceNs;

    boolean lasts(long now) {
      if (now != number) {
        number = now;
        sinceNs = System.nanoTime();
      }
      return System.nanoTime() - sinceNs > LONG_ENOUGH.toNanos();
    }
  }

  private static void say(GoldenPlayer from, GoldenPlayer to, String text)
      throws InterruptedException {
    long before = to.messages();
    long own = from.messages();
    from.say(to, text);
    await("seen: " + text, () -> to.messages() > before && from.messages() > own);
  }

  private static String conversation(GoldenPlayer one, GoldenPlayer other) {
    return ConversationId.direct(new UserId(one.user()), new UserId(other.user())).value();
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    if (!Await.until(STEP, condition)) {
      throw new StackException(
          "golden: waited in vain (expected within %d s: %s)".formatted(STEP.toSeconds(), what));
    }
  }

  @Override
  public void close() {
    players().forEach(GoldenPlayer::close);
  }
}
