package dev.parley.conversation.job;

import dev.parley.conversation.BlockSetting;
import dev.parley.conversation.ContentHash;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cursors;
import dev.parley.conversation.Known;
import dev.parley.conversation.Remembered;
import dev.parley.conversation.Sender;
import dev.parley.flink.StateAccess;
import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.UserId;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The conversation of the operator's current key, in Flink's keyed state, entry by entry. */
final class FlinkConversationStore implements ConversationStore {
  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ValueState<Long> head;
  private final ValueState<Long> oldestRemembered;
  private final MapState<Long, byte[]> memory;
  private final MapState<String, byte[]> ids;
  private final MapState<String, Long> floors;
  private final MapState<String, byte[]> cursors;
  private final MapState<String, byte[]> blocks;

  FlinkConversationStore(RuntimeContext context) {
    head = number(context, ConversationState.HEAD);
    oldestRemembered = number(context, ConversationState.OLDEST_REMEMBERED);
    memory = map(context, ConversationState.MEMORY, Types.LONG, BYTES);
    ids = map(context, ConversationState.IDS, Types.STRING, BYTES);
    floors = map(context, ConversationState.FLOORS, Types.STRING, Types.LONG);
    cursors = map(context, ConversationState.CURSORS, Types.STRING, BYTES);
    blocks = map(context, ConversationState.BLOCKS, Types.STRING, BYTES);
  }

  @Override
  public long head() {
    return StateAccess.read(head::value).orElse(0L);
  }

  @Override
  public Optional<Known> known(Sender sender, ClientMessageId id) {
    return StateAccess.read(() -> ids.get(key(sender, id))).map(StateValues::decodeKnown);
  }

  @Override
  public long oldestRemembered() {
    return StateAccess.read(oldestRemembered::value).orElse(1L);
  }

  @Override
  public Remembered remembered(long seq) {
    return StateAccess.read(() -> memory.get(seq))
        .map(bytes -> StateValues.decodeRemembered(seq, bytes))
        .orElseThrow(() -> new IllegalStateException("no message %d in memory".formatted(seq)));
  }

  @Override
  public long floor(Sender sender) {
    return StateAccess.read(() -> floors.get(key(sender))).orElse(0L);
  }

  @Override
  public Cursors cursors(UserId user) {
    return StateAccess.read(() -> cursors.get(user.value()))
        .map(StateValues::decodeCursors)
        .orElse(Cursors.NONE);
  }

  @Override
  public BlockSetting block(UserId user) {
    return StateAccess.read(() -> blocks.get(user.value()))
        .map(StateValues::decodeBlock)
        .orElse(BlockSetting.NEVER);
  }

  @Override
  public void append(Remembered message, ContentHash content) {
    Known known = new Known(message.seq(), content);
    StateAccess.write(
        () -> {
          head.update(message.seq());
          memory.put(message.seq(), StateValues.encode(message));
          ids.put(key(message.sender(), message.id()), StateValues.encode(known));
        });
  }

  @Override
  public void forgetOldest() {
    Remembered oldest = remembered(oldestRemembered());
    StateAccess.write(
        () -> {
          ids.remove(key(oldest.sender(), oldest.id()));
          memory.remove(oldest.seq());
          oldestRemembered.update(oldest.seq() + 1);
        });
  }

  @Override
  public void setFloor(Sender sender, long localSeq) {
    StateAccess.write(() -> floors.put(key(sender), localSeq));
  }

  @Override
  public void setCursors(UserId user, Cursors next) {
    StateAccess.write(() -> cursors.put(user.value(), StateValues.encode(next)));
  }

  @Override
  public void setBlock(UserId user, BlockSetting setting) {
    StateAccess.write(() -> blocks.put(user.value(), StateValues.encode(setting)));
  }

  /** No id has a slash in it, so no two senders share a key. */
  private static String key(Sender sender) {
    return sender.user() + "/" + sender.device();
  }

  private static String key(Sender sender, ClientMessageId id) {
    return key(sender) + "/" + id.canonical();
  }

  private static ValueState<Long> number(RuntimeContext context, ConversationState state) {
    return context.getState(new ValueStateDescriptor<>(state.stateName(), Types.LONG));
  }

  private static <K, V> MapState<K, V> map(
      RuntimeContext context,
      ConversationState state,
      TypeInformation<K> key,
      TypeInformation<V> value) {
    return context.getMapState(new MapStateDescriptor<>(state.stateName(), key, value));
  }
}
