package dev.parley.history.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a new table is split: even steps over the two hash bytes.
 *
 * <p>A power of two, so that the splits of a smaller count are among those of a larger one, and a
 * tool that expects the smaller count is content with the larger table.
 */
public record Splits(int regions) {
  public static final int DEFAULT_REGIONS = 4;
  private static final int MAX_REGIONS = 256;
  private static final int HASH_VALUES = 1 << (Byte.SIZE * KeyBytes.HASH_BYTES);

  public Splits {
    if (regions < 2 || regions > MAX_REGIONS || Integer.bitCount(regions) != 1) {
      throw new IllegalArgumentException(
          "regions: " + regions + " (expected: a power of two, 2 to " + MAX_REGIONS + ")");
    }
  }

  public List<byte[]> keys() {
    List<byte[]> keys = new ArrayList<>();
    for (int region = 1; region < regions; region++) {
      int hash = region * (HASH_VALUES / regions);
      keys.add(new byte[] {(byte) (hash >> Byte.SIZE), (byte) hash});
    }
    return List.copyOf(keys);
  }
}
