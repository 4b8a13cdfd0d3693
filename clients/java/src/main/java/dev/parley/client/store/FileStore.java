package dev.parley.client.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.client.store.Journal.Entry;
import dev.parley.protocol.v1.Send;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A device in a file: its id, its position and its outbox survive the end of the process. What
 * {@link #saveOutgoing} took also survives a loss of power; a position may fall back a little then,
 * and the application hears the updates after it again.
 *
 * <p>A file is one device: a second process that opens it gets nothing until the first is done.
 */
public final class FileStore implements DeviceStore, AutoCloseable {
  private static final int DEVICE = 1;
  private static final int POSITION = 2;
  private static final int LOCAL_SEQ = 3;
  private static final int OUTGOING = 4;
  private static final int FORGOTTEN = 5;

  /** A file is rewritten when it has grown by this much, so that its size follows its content. */
  private static final long GROWTH_BYTES = 256 * 1024;

  private final FileChannel lock;
  private final Journal journal;
  private final MemoryStore memory = new MemoryStore();
  private String deviceId = "";
  private long rewriteAt;

  private FileStore(FileChannel lock, Journal journal) throws IOException {
    this.lock = lock;
    this.journal = journal;
    for (Entry entry : journal.read()) {
      replay(entry);
    }
    if (deviceId.isEmpty()) {
      deviceId = UUID.randomUUID().toString();
    }
    rewrite();
  }

  /**
   * Opens the device in this file, a new one if there is no file; empty if it is open elsewhere.
   *
   * @throws IOException if the file can't be read or written
   */
  public static Optional<FileStore> open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel lock =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!locked(lock)) {
      lock.close();
      return Optional.empty();
    }
    return Optional.of(new FileStore(lock, Journal.open(file)));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** Made once, when the file was. */
  public String deviceId() {
    return deviceId;
  }

  @Override
  public synchronized Saved load() {
    return memory.load();
  }

  @Override
  public synchronized void savePosition(long newPosition) {
    memory.savePosition(newPosition);
    append(new Entry(POSITION, bytesOf(newPosition)), false);
  }

  @Override
  public synchronized void saveOutgoing(Send message) {
    memory.saveOutgoing(message);
    append(new Entry(OUTGOING, message.toByteString()), true);
  }

  @Override
  public synchronized void forgetOutgoing(String clientMessageId) {
    memory.forgetOutgoing(clientMessageId);
    append(new Entry(FORGOTTEN, ByteString.copyFromUtf8(clientMessageId)), false);
  }

  @Override
  public synchronized void close() {
    journal.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(Entry entry, boolean durable) {
    journal.append(entry, durable);
    if (journal.size() > rewriteAt) {
      rewrite();
    }
  }

  private void rewrite() {
    Saved saved = memory.load();
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(DEVICE, ByteString.copyFromUtf8(deviceId)));
    entries.add(new Entry(POSITION, bytesOf(saved.position())));
    entries.add(new Entry(LOCAL_SEQ, bytesOf(saved.lastLocalSeq())));
    saved.outgoing().forEach(send -> entries.add(new Entry(OUTGOING, send.toByteString())));
    journal.rewrite(entries);
    rewriteAt = journal.size() + GROWTH_BYTES;
  }

  private void replay(Entry entry) throws InvalidProtocolBufferException {
    switch (entry.kind()) {
      case DEVICE -> deviceId = textOf(entry);
      case POSITION -> memory.savePosition(numberOf(entry));
      case LOCAL_SEQ -> memory.useUpTo(numberOf(entry));
      case OUTGOING -> memory.saveOutgoing(Send.parseFrom(entry.bytes()));
      case FORGOTTEN -> memory.forgetOutgoing(textOf(entry));
      default -> {
        // From a later version of this library, which says more than this one knows.
      }
    }
  }

  private static String textOf(Entry entry) {
    return entry.bytes().toStringUtf8();
  }

  private static long numberOf(Entry entry) {
    return entry.bytes().asReadOnlyByteBuffer().getLong();
  }

  private static ByteString bytesOf(long number) {
    return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
