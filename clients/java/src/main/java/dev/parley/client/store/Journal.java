package dev.parley.client.store;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Entries in a file that only grows, until it is rewritten. A crash in the middle of an append
 * leaves a torn last entry; reading ends before it and the next append takes its place.
 */
final class Journal implements AutoCloseable {
  /** One entry: what kind it is, as its writer numbers them, and its bytes. */
  record Entry(int kind, ByteString bytes) {}

  private static final int BYTES_MAX = 1 << 20;

  private final Path file;
  private FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Journal open(Path file) throws IOException {
    return new Journal(file, writable(file));
  }

  /** All whole entries. */
  List<Entry> read() throws IOException {
    byte[] all = Files.readAllBytes(file);
    List<Entry> entries = new ArrayList<>();
    int whole = 0;
    for (int end = endOfEntry(all, whole); end > 0; end = endOfEntry(all, whole)) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(all, whole, end - whole));
      int kind = in.readByte();
      entries.add(new Entry(kind, ByteString.copyFrom(in.readNBytes(in.readInt()))));
      whole = end;
    }
    channel.truncate(whole);
    channel.position(whole);
    return entries;
  }

  long size() {
    try {
      return channel.position();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds an entry.
   *
   * @param durable whether it must survive a loss of power, not only the end of this process
   */
  void append(Entry entry, boolean durable) {
    try {
      channel.write(ByteBuffer.wrap(encode(entry)));
      if (durable) {
        channel.force(false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces all entries; a crash leaves either the old or the new ones. */
  void rewrite(List<Entry> entries) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        for (Entry entry : entries) {
          out.write(ByteBuffer.wrap(encode(entry)));
        }
        out.force(false);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      channel.close();
      channel = writable(file);
      channel.position(channel.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel writable(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Kind (1 byte), length (4), the bytes, and a checksum of all that (8). */
  private static byte[] encode(Entry entry) throws IOException {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(buffer);
    out.writeByte(entry.kind());
    out.writeInt(entry.bytes().size());
    entry.bytes().writeTo(out);
    out.writeLong(checksum(buffer.toByteArray(), 0, buffer.size()));
    return buffer.toByteArray();
  }

  /** Where the entry that begins at {@code start} ends; -1 if it is not whole. */
  private static int endOfEntry(byte[] all, int start) {
    int head = 1 + Integer.BYTES;
    if (all.length - start < head) {
      return -1;
    }
    int length = ByteBuffer.wrap(all).getInt(start + 1);
    if (length < 0 || length > BYTES_MAX || all.length - start < head + length + Long.BYTES) {
      return -1;
    }
    int sumAt = start + head + length;
    boolean whole = ByteBuffer.wrap(all).getLong(sumAt) == checksum(all, start, head + length);
    return whole ? sumAt + Long.BYTES : -1;
  }

  private static long checksum(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }
}
