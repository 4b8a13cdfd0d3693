package dev.parley.conversation;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a conversation.
 *
 * <p>A resend is never a second message, however late it comes, and the memory stays bounded: ids
 * are remembered for {@code memory}; what leaves the memory raises its device's floor, and an
 * unknown id at or below the floor may be an old acquaintance, so it is not taken.
 */
public final class ConversationRules {
  /**
   * The most that one command makes forget. More than one, so that the memory shrinks; few, so that
   * a conversation that wakes up after a long silence doesn't stall the others.
   */
  static final int FORGET_MAX = 8;

  private final long memoryMs;

  public ConversationRules(Duration memory) {
    this.memoryMs = memory.toMillis();
  }

  /**
   * What a command leads to; changes nothing. Events are to be applied in their order.
   *
   * @param at the time of the record that brought the command, ms since 1970
   */
  public List<Event> decide(ConversationView view, Command command, long at) {
    List<Event> events = new ArrayList<>(2);
    command.accept(new Decision(view, at)).ifPresent(events::add);
    forget(view, at, events);
    return events;
  }

  /** Writes an event that {@link #decide} gave to the store. */
  public void apply(ConversationStore store, Event event) {
    event.accept(new Application(store));
  }

  private void forget(ConversationView view, long at, List<Event> events) {
    long oldest = view.oldestRemembered();
    long end = Math.min(view.head() + 1, oldest + FORGET_MAX);
    for (long seq = oldest; seq < end; seq++) {
      Remembered message = view.remembered(seq);
      // Stops at the first young one, also when record times went back: so the memory is always
      // the newest messages without a hole, and two numbers describe it.
      if (message.time() >= at - memoryMs) {
        return;
      }
      events.add(new Event.Forgotten(message));
    }
  }

  private record Decision(ConversationView view, long at)
      implements Command.Visitor<Optional<Event>> {
    @Override
    public Optional<Event> send(Command.Send send) {
      return Optional.of(answer(send));
    }

    @Override
    public Optional<Event> receipt(Command.Receipt receipt) {
      UserId user = receipt.sender().user();
      Cursors before = view.cursors(user);
      Cursors after = before.advancedBy(receipt.delivered(), receipt.read(), view.head());
      return after.equals(before) || !receipt.conversation().hasMember(user)
          ? Optional.empty()
          : Optional.of(new Event.CursorsMoved(user, after));
    }

    @Override
    public Optional<Event> block(Command.Block block) {
      UserId user = block.sender().user();
      if (!block.conversation().hasMember(user) || view.block(user).on() == block.on()) {
        return Optional.empty();
      }
      boolean strangers =
          block.on() || view.block(block.conversation().peerOf(user)).on() || view.head() == 0;
      return Optional.of(
          new Event.BlockChanged(user, view.block(user).changedTo(block.on()), strangers));
    }

    private Event answer(Command.Send send) {
      if (!send.conversation().hasMember(send.sender().user())) {
        return refused(send, ErrorCode.NOT_A_MEMBER);
      }
      return view.known(send.sender(), send.id())
          .map(known -> answerKnown(send, known))
          .orElseGet(() -> answerUnknown(send));
    }

    private Event answerKnown(Command.Send send, Known known) {
      return known.content().equals(ContentHash.of(send.content()))
          ? new Event.Repeated(known.seq())
          : refused(send, ErrorCode.CONFLICT);
    }

    private Event answerUnknown(Command.Send send) {
      if (send.localSeq() <= view.floor(send.sender())) {
        return refused(send, ErrorCode.EXPIRED);
      }
      if (send.conversation().members().stream().anyMatch(member -> view.block(member).on())) {
        return refused(send, ErrorCode.BLOCKED);
      }
      return new Event.Sequenced(
          view.head() + 1, send.sender(), send.id(), send.localSeq(), send.content(), at);
    }

    private static Event refused(Command.Send send, ErrorCode code) {
      return new Event.Refused(send.sender(), send.id(), code);
    }
  }

  private record Application(ConversationStore store) implements Event.Visitor {
    @Override
    public void sequenced(Event.Sequenced event) {
      store.append(
          new Remembered(event.seq(), event.sender(), event.id(), event.localSeq(), event.time()),
          ContentHash.of(event.content()));
    }

    @Override
    public void repeated(Event.Repeated event) {
      // known already
    }

    @Override
    public void refused(Event.Refused event) {
      // Not remembered: the same send gets the same answer again, as long as the cause lasts.
    }

    @Override
    public void cursorsMoved(Event.CursorsMoved event) {
      store.setCursors(event.user(), event.cursors());
    }

    @Override
    public void blockChanged(Event.BlockChanged event) {
      store.setBlock(event.user(), event.setting());
    }

    @Override
    public void forgotten(Event.Forgotten event) {
      Sender sender = event.message().sender();
      store.forgetOldest();
      store.setFloor(sender, Math.max(store.floor(sender), event.message().localSeq()));
    }
  }
}
