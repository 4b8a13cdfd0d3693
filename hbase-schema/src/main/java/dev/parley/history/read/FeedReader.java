package dev.parley.history.read;

import dev.parley.history.schema.FeedKey;
import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.Rows;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Update;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.hbase.client.Result;

/** Stretches of a user's numbered feed. Safe for use by many threads. */
public final class FeedReader {
  private final Rows rows;

  public FeedReader(Rows rows) {
    this.rows = rows;
  }

  /**
   * At most {@code limit} updates with the positions {@code from}, {@code from} + 1, ... without a
   * hole. Empty if {@code from} itself isn't there: not written yet, or no longer kept. {@link
   * #newest} tells which.
   */
  public List<Update> read(UserId user, long from, int limit) throws HistoryUnavailableException {
    // Positions are contiguous and stored newest first: the wanted ones are one short range.
    byte[] newest = new FeedKey(user, from + limit - 1).bytes();
    byte[] afterOldest = new FeedKey(user, from - 1).bytes();
    List<Result> ascending =
        new ArrayList<>(
            rows.scan(Tables.USER_FEED.tableName(), Scans.of(newest, afterOldest, limit)));
    Collections.reverse(ascending);
    List<Update> contiguous = new ArrayList<>();
    for (Result row : ascending) {
      Update update = Cells.update(row);
      if (update.getPosition() != from + contiguous.size()) {
        break;
      }
      contiguous.add(update);
    }
    return List.copyOf(contiguous);
  }

  /**
   * The highest position that is stored. If it is at or above a {@code from} that {@link #read}
   * can't find, then {@code from} has outlived its time in the store.
   */
  public OptionalLong newest(UserId user) throws HistoryUnavailableException {
    var first =
        rows.scan(
            Tables.USER_FEED.tableName(),
            Scans.of(FeedKey.startOf(user), FeedKey.endOf(user), /* limit= */ 1));
    return first.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(FeedKey.parse(first.get(0).getRow()).position());
  }
}
