package dev.parley.history.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.protocol.v1.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PacedStorageTest {
  private final FakeStorage fake = new FakeStorage();
  private final List<Duration> pauses = new ArrayList<>();
  private final PacedStorage<Message> paced =
      new PacedStorage<>(fake, 200, ns -> pauses.add(Duration.ofNanos(ns)));

  @Test
  void aBatchIsFollowedByTheTimeThatItsRecordsMayTake() throws Exception {
    paced.store(messages(100));
    paced.store(messages(1));

    assertThat(fake.seqs()).hasSize(101);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(5));
  }

  @Test
  void aFailureIsToldAtOnce() {
    fake.failuresLeft = 1;

    assertThatThrownBy(() -> paced.store(messages(100)))
        .isInstanceOf(HistoryUnavailableException.class);
    assertThat(pauses).isEmpty();
  }

  private static List<Message> messages(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(seq -> Message.newBuilder().setSeq(seq).build())
        .toList();
  }
}
