package dev.parley.history.schema;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.io.compress.Compression;
import org.apache.hadoop.hbase.io.encoding.DataBlockEncoding;
import org.apache.hadoop.hbase.regionserver.BloomType;
import org.jspecify.annotations.Nullable;

/**
 * Every table of the history. Names and families are frozen.
 *
 * <p>One version of a cell, and every cell has a timestamp that follows from its content: a put
 * that is repeated, or comes late, changes nothing. For the same reason nothing is ever deleted or
 * incremented.
 */
public enum Tables {
  /** Row: {@link MessageKey}. Kept for ever: its timestamps are seqs, which no TTL could read. */
  MESSAGES("messages", "m", null, 64),
  /** Row: {@link FeedKey}. A device that was away for longer rebuilds instead of replaying. */
  USER_FEED("user_feed", "f", Duration.ofDays(30), 64),
  /** Row: {@link ConversationKey}. Small rows that are read by the handful. */
  CONVERSATIONS("conversations", "c", null, 16);

  private static final int KIB = 1024;

  private final String tableName;
  private final String family;
  private final Optional<Duration> ttl;
  private final int blockBytes;

  Tables(String tableName, String family, @Nullable Duration ttl, int blockKib) {
    this.tableName = tableName;
    this.family = family;
    this.ttl = Optional.ofNullable(ttl);
    this.blockBytes = blockKib * KIB;
  }

  public TableName tableName() {
    return TableName.valueOf(tableName);
  }

  public byte[] family() {
    return family.getBytes(StandardCharsets.UTF_8);
  }

  /** What the table must look like. */
  public TableDescriptor descriptor() {
    return TableDescriptorBuilder.newBuilder(tableName())
        .setColumnFamily(familyDescriptor())
        .build();
  }

  private ColumnFamilyDescriptor familyDescriptor() {
    return ColumnFamilyDescriptorBuilder.newBuilder(family())
        .setMaxVersions(1)
        .setTimeToLive(
            ttl.map(duration -> Math.toIntExact(duration.toSeconds())).orElse(HConstants.FOREVER))
        // Neighbouring keys differ in their last bytes only.
        .setDataBlockEncoding(DataBlockEncoding.FAST_DIFF)
        .setCompressionType(Compression.Algorithm.NONE)
        // Every read is a scan over one id's rows, and a bloom filter of rows can't help a scan.
        .setBloomFilterType(BloomType.NONE)
        .setBlocksize(blockBytes)
        .build();
  }
}
