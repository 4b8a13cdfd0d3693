package dev.parley.history.write;

import static dev.parley.history.store.Records.ANN;
import static dev.parley.history.store.Records.ANN_BOB;
import static dev.parley.history.store.Records.BOB;
import static dev.parley.history.store.Records.blocked;
import static dev.parley.history.store.Records.feed;
import static dev.parley.history.store.Records.message;
import static dev.parley.history.store.Records.messages;
import static dev.parley.history.store.Records.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.schema.Column;
import dev.parley.history.schema.Tables;
import dev.parley.history.store.InMemoryRows;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.hbase.client.Put;
import org.junit.jupiter.api.Test;

class HistoryPutsTest {
  private static final List<FeedRecord> FEED =
      List.of(
          feed(BOB, 1, message(ANN_BOB, 1, ANN)),
          feed(BOB, 2, receipt(ANN_BOB, BOB, 1, 0)),
          feed(BOB, 3, message(ANN_BOB, 2, BOB)),
          feed(BOB, 4, receipt(ANN_BOB, ANN, 2, 2)),
          feed(BOB, 5, receipt(ANN_BOB, BOB, 2, 1)),
          feed(ANN, 1, message(ANN_BOB, 1, ANN)),
          feed(ANN, 2, receipt(ANN_BOB, BOB, 1, 0)),
          feed(ANN, 3, blocked(ANN_BOB, true, 1)),
          feed(ANN, 4, blocked(ANN_BOB, false, 2)));

  /** What a crash does: pieces of the log again, in batches cut elsewhere. */
  @Property(tries = 200)
  void repeatedAndLateRecordsChangeNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int batch) {
    InMemoryRows once = new InMemoryRows();
    store(once, FEED);
    InMemoryRows again = new InMemoryRows();
    Random random = new Random(seed);
    for (int first = 0; first < FEED.size(); first++) {
      int rewind = random.nextInt(first + 1);
      store(again, FEED.subList(rewind, Math.min(FEED.size(), rewind + batch)));
      store(again, FEED.subList(first, first + 1));
    }

    for (Tables table : Tables.values()) {
      assertThat(again.dump(table.tableName())).isEqualTo(once.dump(table.tableName()));
    }
  }

  @Test
  void manyUpdatesOfOneConversationAreOnePutWithTheHighestOfEverything() {
    List<FeedRecord> ofBob = FEED.subList(0, 5);

    List<Put> puts = HistoryPuts.conversations(ofBob);

    assertThat(puts).hasSize(1);
    Put put = puts.get(0);
    assertThat(timestamp(put, Column.LAST)).isEqualTo(2);
    assertThat(timestamp(put, Column.DELIVERED)).isEqualTo(2);
    assertThat(timestamp(put, Column.READ)).isEqualTo(1);
    assertThat(timestamp(put, Column.PEER_DELIVERED)).isEqualTo(2);
    assertThat(timestamp(put, Column.PEER_READ)).isEqualTo(2);
  }

  @Test
  void ofTheSettingsOfAConversationTheNewestIsKept() {
    Put put = HistoryPuts.conversations(List.of(FEED.get(8), FEED.get(7))).get(0);

    assertThat(timestamp(put, Column.BLOCKED)).isEqualTo(2);
    assertThat(put.get(Column.BLOCKED.family(), Column.BLOCKED.qualifier()).get(0).getValueArray())
        .endsWith(0);
  }

  @Test
  void aMessageIsStoredUnderItsSeqAndAnUpdateUnderItsTime() {
    Put message = HistoryPuts.messages(messages(ANN_BOB, 5, 5)).get(0);
    FeedRecord record = FEED.get(3);

    assertThat(timestamp(message, Column.MESSAGE)).isEqualTo(5);
    assertThat(timestamp(HistoryPuts.feed(List.of(record)).get(0), Column.UPDATE))
        .isEqualTo(record.getTime());
  }

  @Test
  void anUpdateOfANewerVersionMakesNoPut() {
    FeedRecord unknown =
        FeedRecord.newBuilder()
            .setUserId("bob")
            .setUpdate(Update.newBuilder().setPosition(6))
            .build();

    assertThat(HistoryPuts.conversations(List.of(unknown))).isEmpty();
  }

  private static void store(InMemoryRows rows, List<FeedRecord> records) {
    rows.put(Tables.USER_FEED.tableName(), HistoryPuts.feed(records));
    rows.put(Tables.CONVERSATIONS.tableName(), HistoryPuts.conversations(records));
    rows.put(
        Tables.MESSAGES.tableName(),
        HistoryPuts.messages(
            records.stream()
                .filter(record -> record.getUpdate().hasMessage())
                .map(record -> record.getUpdate().getMessage())
                .toList()));
  }

  private static long timestamp(Put put, Column column) {
    return put.get(column.family(), column.qualifier()).get(0).getTimestamp();
  }
}
