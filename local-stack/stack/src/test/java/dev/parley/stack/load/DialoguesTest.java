package dev.parley.stack.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DialoguesTest {
  @Test
  void linesThatCanBeSentAreTakenInOrder() {
    Dialogues dialogues =
        parse("# time\tfrom\tto\ttext", "t1\tann\tbob\thi\tthere", "", "t2\tbob\tann\thello");

    assertThat(dialogues.lines())
        .containsExactly(
            new Dialogues.Line("ann", "bob", "hi\tthere"),
            new Dialogues.Line("bob", "ann", "hello"));
    assertThat(dialogues.skipped()).isEmpty();
  }

  @Test
  void linesThatCanNotBeSentAreCountedByReason() {
    Dialogues dialogues =
        parse(
            "t\tann\tann\tto myself",
            "t\ta n n\tbob\thi",
            "t\t" + "n".repeat(41) + "\tbob\thi",
            "t\tann\tbob\t" + "x".repeat(16 * 1024 + 1),
            "t\tann\tbob");

    assertThat(dialogues.lines()).isEmpty();
    assertThat(dialogues.skipped())
        .isEqualTo(
            Map.of(
                "to oneself", 1,
                "a name that is no user id, or longer than 40", 2,
                "a text that is empty or over 16 KiB", 1,
                "not time, from, to, text", 1));
  }

  @Test
  void onlyAsManyUsersAsConnectionsTakePart() {
    Dialogues dialogues =
        Dialogues.parse(Stream.of("t\ta\tb\t1", "t\tc\ta\t2", "t\tb\ta\t3"), 10, 2, 40);

    assertThat(dialogues.lines()).extracting(Dialogues.Line::text).containsExactly("1", "3");
    assertThat(dialogues.users()).containsExactly("a", "b");
  }

  private static Dialogues parse(String... rows) {
    return Dialogues.parse(Stream.of(rows), 10, 100, 40);
  }
}
