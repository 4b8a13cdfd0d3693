package dev.parley.conversation;

import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A conversation in plain maps: what the rules are tested on. */
public final class InMemoryConversation implements ConversationStore {
  private record Id(Sender sender, String canonical) {}

  private final TreeMap<Long, Remembered> memory = new TreeMap<>();
  private final Map<Id, Known> ids = new HashMap<>();
  private final Map<Sender, Long> floors = new HashMap<>();
  private final Map<UserId, Cursors> cursors = new HashMap<>();
  private final Map<UserId, BlockSetting> blocks = new HashMap<>();
  private long head;

  /** The same conversation at this moment, as a snapshot would keep it. */
  public InMemoryConversation copy() {
    InMemoryConversation copy = new InMemoryConversation();
    copy.memory.putAll(memory);
    copy.ids.putAll(ids);
    copy.floors.putAll(floors);
    copy.cursors.putAll(cursors);
    copy.blocks.putAll(blocks);
    copy.head = head;
    return copy;
  }

  /** Messages in the memory. */
  public int size() {
    return memory.size();
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public Optional<Known> known(Sender sender, ClientMessageId id) {
    return Optional.ofNullable(ids.get(new Id(sender, id.canonical())));
  }

  @Override
  public long oldestRemembered() {
    return memory.isEmpty() ? head + 1 : memory.firstKey();
  }

  @Override
  public Remembered remembered(long seq) {
    return Optional.ofNullable(memory.get(seq)).orElseThrow();
  }

  @Override
  public long floor(Sender sender) {
    return floors.getOrDefault(sender, 0L);
  }

  @Override
  public Cursors cursors(UserId user) {
    return cursors.getOrDefault(user, Cursors.NONE);
  }

  @Override
  public BlockSetting block(UserId user) {
    return blocks.getOrDefault(user, BlockSetting.NEVER);
  }

  @Override
  public void setBlock(UserId user, BlockSetting setting) {
    blocks.put(user, setting);
  }

  @Override
  public void append(Remembered message, ContentHash content) {
    head = message.seq();
    memory.put(head, message);
    ids.put(new Id(message.sender(), message.id().canonical()), new Known(message.seq(), content));
  }

  @Override
  public void forgetOldest() {
    Remembered oldest = memory.pollFirstEntry().getValue();
    ids.remove(new Id(oldest.sender(), oldest.id().canonical()));
  }

  @Override
  public void setFloor(Sender sender, long localSeq) {
    floors.put(sender, localSeq);
  }

  @Override
  public void setCursors(UserId user, Cursors next) {
    cursors.put(user, next);
  }
}
