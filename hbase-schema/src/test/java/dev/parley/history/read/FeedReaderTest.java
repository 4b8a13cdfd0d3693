package dev.parley.history.read;

import static dev.parley.history.store.Records.ANN;
import static dev.parley.history.store.Records.ANN_BOB;
import static dev.parley.history.store.Records.BOB;
import static dev.parley.history.store.Records.feed;
import static dev.parley.history.store.Records.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.InMemoryRows;
import dev.parley.history.write.HistoryPuts;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedReaderTest {
  private final InMemoryRows rows = new InMemoryRows();
  private final FeedReader reader = new FeedReader(rows);

  @Test
  void stretchesAreAscendingAndStartWhereAsked() throws HistoryUnavailableException {
    store(ANN, 1, 20);

    assertThat(positions(reader.read(ANN, 1, 5))).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(positions(reader.read(ANN, 18, 5))).containsExactly(18L, 19L, 20L);
    assertThat(reader.read(ANN, 21, 5)).isEmpty();
  }

  @Test
  void aStretchStopsAtAHole() throws HistoryUnavailableException {
    store(ANN, 1, 4);
    store(ANN, 6, 8);

    assertThat(positions(reader.read(ANN, 2, 10))).containsExactly(2L, 3L, 4L);
    assertThat(reader.read(ANN, 5, 10)).isEmpty();
  }

  @Test
  void theNewestPositionTellsExpiredFromNotYetWritten() throws HistoryUnavailableException {
    store(ANN, 100, 120);
    store(BOB, 1, 200);

    assertThat(reader.read(ANN, 50, 10)).isEmpty();
    assertThat(reader.newest(ANN)).hasValue(120);
    assertThat(reader.newest(new UserId("an"))).isEmpty();
  }

  private void store(UserId user, long first, long last) {
    rows.put(
        Tables.USER_FEED.tableName(),
        HistoryPuts.feed(
            LongStream.rangeClosed(first, last)
                .mapToObj(position -> feed(user, position, message(ANN_BOB, position, ANN)))
                .toList()));
  }

  private static List<Long> positions(List<Update> updates) {
    return updates.stream().map(Update::getPosition).toList();
  }
}
