package dev.parley.stack.demo;

import dev.parley.client.ClientRuntime;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.StackException;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Plays the conversation: two people, two gateways, and an absence in the middle. */
final class Demo {
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final Duration HISTORY = Duration.ofSeconds(30);

  private final DemoDevice ann;
  private final DemoDevice bob;
  private final String conversation;
  private final Consumer<String> out;
  private int said;

  Demo(Gateways gateways, ClientRuntime runtime, RunId run, Consumer<String> out) {
    int last = Math.min(1, gateways.http().size() - 1);
    this.ann = new DemoDevice(run.user("ann"), 0, gateways, runtime);
    this.bob = new DemoDevice(run.user("bob"), last, gateways, runtime);
    this.conversation =
        ConversationId.direct(new UserId(ann.user()), new UserId(bob.user())).value();
    this.out = out;
  }

  DemoResult play() throws InterruptedException {
    out.accept("both connect: ann to gateway 0, bob to gateway " + bob.gateway());
    ann.come();
    bob.come();
    await("both connected", () -> ann.hasCaughtUp() && bob.hasCaughtUp());
    out.accept("they talk");
    talk(ann, bob, "Hi Bob, are you there?");
    talk(bob, ann, "Yes. What is it?");
    talk(ann, bob, "My train is late.");
    talk(bob, ann, "Then I'll fetch you at eight.");

    long since = bob.position();
    out.accept("bob goes away, at position " + since + " of his feed");
    waitFor(bob.leave());
    tell(ann, bob, "Half an hour more, they say.");
    tell(ann, bob, "I'm in the café at platform 3.");
    tell(ann, bob, "Can you read this?");
    long readWhileAway = ann.peerRead();

    out.accept("bob comes back, and asks for what follows " + since);
    bob.come();
    await("bob has what he missed", () -> bob.hasCaughtUp() && bob.seen().size() == said);
    await("ann sees it read", () -> ann.peerRead() == said);
    talk(bob, ann, "I was in a tunnel. On my way!");
    talk(ann, bob, "See you soon.");

    out.accept("both read the history");
    DemoResult result = new DemoResult(said, since, readWhileAway, sideOf(ann), sideOf(bob));
    waitFor(ann.leave());
    waitFor(bob.leave());
    return result;
  }

  /** Says something to someone who is there: ends when it is read and its sender knows it. */
  private void talk(DemoDevice from, DemoDevice to, String text) throws InterruptedException {
    tell(from, to, text);
    await("it is read: " + text, () -> to.seen().size() == said && from.peerRead() == said);
  }

  /** Says something: ends when its sender's device has it back with its place. */
  private void tell(DemoDevice from, DemoDevice to, String text) throws InterruptedException {
    said++;
    from.say(to, text);
    await("it is sent: " + text, () -> from.seen().size() == said);
  }

  private DemoResult.Side sideOf(DemoDevice device) throws InterruptedException {
    // The history is written by its own job, a little later than messages are delivered.
    var unused = Await.until(HISTORY, () -> historyOf(device).size() >= said);
    return new DemoResult.Side(
        device.user(),
        device.gateway(),
        device.seen(),
        device.positions(),
        device.peerDelivered(),
        device.peerRead(),
        historyOf(device));
  }

  private List<Message> historyOf(DemoDevice device) {
    try {
      return device
          .history(conversation, 2 * said)
          .get(STEP.toSeconds(), TimeUnit.SECONDS)
          .getMessagesList();
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private Optional<String> turnedAway() {
    return ann.turnedAway().or(bob::turnedAway);
  }

  private static void waitFor(CompletableFuture<Void> end) throws InterruptedException {
    try {
      end.get(STEP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("demo: a device could not leave", e);
    }
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    boolean happened =
        Await.until(STEP, () -> condition.getAsBoolean() || turnedAway().isPresent());
    turnedAway()
        .ifPresent(
            reason -> {
              throw new StackException("demo: a gateway closed the connection for good: " + reason);
            });
    if (!happened) {
      throw new StackException(
          "demo: waited in vain (expected within %d s: %s)".formatted(STEP.toSeconds(), what));
    }
  }
}
