package dev.parley.history.read;

import org.apache.hadoop.hbase.client.Scan;

/** Short scans: one region, one answer. */
final class Scans {
  private Scans() {}

  static Scan of(byte[] from, byte[] to, int limit) {
    return new Scan()
        .withStartRow(from)
        .withStopRow(to)
        .setLimit(limit)
        .setReadType(Scan.ReadType.PREAD);
  }
}
