package dev.parley.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ClientRuntime;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.demo.DemoResult.Check;
import dev.parley.stack.demo.DemoResult.Side;
import dev.parley.stack.device.FakeParley;
import dev.parley.stack.device.RunId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static final List<Seen> BOB =
      List.of(
          new Seen(1, 1, 1, "ann", "hi"),
          new Seen(2, 2, 2, "ann", "one"),
          new Seen(2, 3, 3, "ann", "two"),
          new Seen(2, 4, 4, "ann", "three"));

  @Test
  void aServerThatKeepsItsPromisesPassesEveryCheck() throws Exception {
    List<String> said = new ArrayList<>();
    RunId run = new RunId("r1");
    try (FakeParley server = new FakeParley();
        ClientRuntime runtime = new ClientRuntime(2, real -> server)) {
      DemoResult result = new Demo(server.gateways(), runtime, run, said::add).play();

      assertThat(result.checks()).allMatch(Check::kept);
      assertThat(new DemoTable(result, run).lines())
          .anyMatch(line -> line.contains("(away; back with since=" + result.since() + ")"))
          .anyMatch(line -> line.matches(".*ann: See you soon\\.  ✓✓ read.*"));
    }
  }

  @Test
  void aGoodResultBreaksNothing() {
    assertThat(result(seen -> seen, 4).checks()).allMatch(Check::kept);
  }

  @Test
  void aLostMessageBreaksAPromise() {
    assertThat(result(seen -> seen.subList(0, 3), 4).allKept()).isFalse();
  }

  @Test
  void aSecondCopyBreaksAPromise() {
    assertThat(
            result(
                    seen -> {
                      List<Seen> twice = new ArrayList<>(seen);
                      twice.add(seen.get(3));
                      return twice;
                    },
                    4)
                .allKept())
        .isFalse();
  }

  @Test
  void anotherOrderBreaksAPromise() {
    assertThat(
            result(
                    seen -> {
                      List<Seen> swapped = new ArrayList<>(seen);
                      Collections.swap(swapped, 2, 3);
                      return swapped;
                    },
                    4)
                .allKept())
        .isFalse();
  }

  @Test
  void aMissingTickBreaksAPromise() {
    assertThat(result(seen -> seen, 3).allKept()).isFalse();
  }

  private static DemoResult result(UnaryOperator<List<Seen>> fault, long annsReadTicks) {
    List<Message> history =
        BOB.stream()
            .map(
                s ->
                    Message.newBuilder()
                        .setSeq(s.seq())
                        .setFrom(s.from())
                        .setText(s.text())
                        .build())
            .toList();
    List<Long> positions = List.of(1L, 2L, 3L, 4L);
    return new DemoResult(
        4,
        1,
        1,
        new Side("ann", 0, BOB, positions, 4, annsReadTicks, history),
        new Side("bob", 1, fault.apply(BOB), positions, 3, 3, history));
  }
}
