package dev.parley.chaos.checker;

import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Operation.Accepted;
import dev.parley.chaos.history.Operation.CursorsSeen;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Ways to spoil a good history, each with the invariant that it breaks. */
enum PlantedFault {
  /** A device is never given a message; its positions are closed up so that only the loss shows. */
  DROP_ONE("L") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      MessageSeen victim = any(history, MessageSeen.class, random, m -> true);
      return withoutEntry(history, victim);
    }
  },
  /** A device is shown a message again, as a new update. */
  REPEAT_ONE("D") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      MessageSeen victim = any(history, MessageSeen.class, random, m -> true);
      List<Operation> spoiled = new ArrayList<>();
      for (Operation operation : history) {
        spoiled.add(shifted(operation, victim, 1));
        if (operation == victim) {
          spoiled.add(at(victim, victim.position() + 1));
        }
      }
      return spoiled;
    }
  },
  /** Two messages of one device stand in the wrong order, for everyone alike. */
  SWAP_TWO("O") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      Evidence evidence = Evidence.of(history);
      Stored first = any(history, Stored.class, random, m -> next(evidence, m) != null);
      Stored second = next(evidence, first);
      return map(
          history,
          operation -> {
            if (second == null) {
              return operation;
            } else if (operation instanceof Stored s) {
              return withSeq(s, swapped(s.clientMessageId(), s.seq(), first, second));
            } else if (operation instanceof MessageSeen m) {
              return withSeq(m, swapped(m.clientMessageId(), m.seq(), first, second));
            }
            return operation;
          });
    }
  },
  /** One reader is given another text. */
  CHANGE_A_BODY("V") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      Stored victim = any(history, Stored.class, random, m -> true);
      return map(
          history,
          operation ->
              operation == victim
                  ? new Stored(
                      victim.t(),
                      victim.source(),
                      victim.conversation(),
                      victim.seq(),
                      victim.from(),
                      victim.clientMessageId(),
                      victim.body() + 1)
                  : operation);
    }
  },
  /** A device is told cursors below those that it was told before. */
  LOWER_A_CURSOR("C") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      CursorsSeen victim = any(history, CursorsSeen.class, random, c -> wasToldBefore(history, c));
      return map(history, operation -> operation == victim ? lowered(victim) : operation);
    }
  },
  /** A message is shown to someone who is no member. */
  LEAK_A_BODY("X") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      MessageSeen leaked = any(history, MessageSeen.class, random, m -> true);
      List<String> members = Evidence.of(history).members(leaked.conversation());
      MessageSeen victim =
          any(history, MessageSeen.class, random, m -> !members.contains(m.user()));
      MessageSeen leak =
          new MessageSeen(
              victim.t(),
              victim.user(),
              victim.device(),
              victim.session(),
              victim.position(),
              victim.conversation(),
              victim.seq(),
              victim.from(),
              victim.clientMessageId(),
              leaked.body(),
              0);
      return map(history, operation -> operation == victim ? leak : operation);
    }
  },
  /** A page of one reader's history lacks a message. */
  HOLE_IN_A_PAGE("G") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      Evidence evidence = Evidence.of(history);
      Stored victim =
          any(
              history,
              Stored.class,
              random,
              m ->
                  !m.source().startsWith(Evidence.TOPIC)
                      && m.seq() < evidence.history(m.conversation()).size());
      return history.stream().filter(operation -> operation != victim).toList();
    }
  },
  /** A message is accepted and then nowhere, and all numbers are as if it had never been. */
  ACCEPT_THEN_DROP("L") {
    @Override
    List<Operation> plant(List<Operation> history, Random random) {
      Accepted victim = any(history, Accepted.class, random, a -> true);
      String id = victim.clientMessageId();
      Stored stored = any(history, Stored.class, random, s -> s.clientMessageId().equals(id));
      List<Operation> spoiled = history;
      for (MessageSeen seen :
          all(history, MessageSeen.class, m -> m.clientMessageId().equals(id))) {
        MessageSeen now =
            all(spoiled, MessageSeen.class, m -> m.key().equals(seen.key())).stream()
                .filter(m -> m.clientMessageId().equals(id))
                .findFirst()
                .orElseThrow();
        spoiled = withoutEntry(spoiled, now);
      }
      return spoiled.stream()
          .filter(o -> !(o instanceof Stored s && s.clientMessageId().equals(id)))
          .map(operation -> closedUp(operation, stored))
          .toList();
    }
  };

  private final String invariantId;

  PlantedFault(String invariantId) {
    this.invariantId = invariantId;
  }

  /** The one that must see it; others may as well. */
  String invariantId() {
    return invariantId;
  }

  abstract List<Operation> plant(List<Operation> history, Random random);

  private static <T extends Operation> List<T> all(
      List<Operation> history, Class<T> kind, Predicate<T> wanted) {
    return history.stream().filter(kind::isInstance).map(kind::cast).filter(wanted).toList();
  }

  private static <T extends Operation> T any(
      List<Operation> history, Class<T> kind, Random random, Predicate<T> wanted) {
    List<T> all = all(history, kind, wanted);
    return all.get(random.nextInt(all.size()));
  }

  private static List<Operation> map(
      List<Operation> history, Function<Operation, Operation> change) {
    return history.stream().map(change).toList();
  }

  private static List<Operation> withoutEntry(List<Operation> history, MessageSeen victim) {
    return history.stream()
        .filter(operation -> operation != victim)
        .map(operation -> shifted(operation, victim, -1))
        .toList();
  }

  /** What this device saw after the victim, with its positions moved. */
  private static Operation shifted(Operation operation, MessageSeen victim, int by) {
    if (!(operation instanceof Operation.OnSession on) || !on.key().equals(victim.key())) {
      return operation;
    } else if (operation instanceof Operation.Entry entry && entry.position() > victim.position()) {
      return at(entry, entry.position() + by);
    } else if (operation instanceof Operation.Connected c && c.since() >= victim.position()) {
      return new Operation.Connected(
          c.t(), c.user(), c.device(), c.session(), c.gateway(), c.since() + by);
    } else if (operation instanceof Operation.CaughtUp c && c.position() >= victim.position()) {
      return new Operation.CaughtUp(c.t(), c.user(), c.device(), c.session(), c.position() + by);
    }
    return operation;
  }

  private static Operation at(Operation.Entry entry, long position) {
    if (entry instanceof MessageSeen m) {
      return new MessageSeen(
          m.t(),
          m.user(),
          m.device(),
          m.session(),
          position,
          m.conversation(),
          m.seq(),
          m.from(),
          m.clientMessageId(),
          m.body(),
          m.sentAtMs());
    }
    CursorsSeen c = (CursorsSeen) entry;
    return new CursorsSeen(
        c.t(),
        c.user(),
        c.device(),
        c.session(),
        position,
        c.conversation(),
        c.member(),
        c.delivered(),
        c.read());
  }

  private static Stored withSeq(Stored s, long seq) {
    return new Stored(
        s.t(), s.source(), s.conversation(), seq, s.from(), s.clientMessageId(), s.body());
  }

  private static MessageSeen withSeq(MessageSeen m, long seq) {
    return new MessageSeen(
        m.t(),
        m.user(),
        m.device(),
        m.session(),
        m.position(),
        m.conversation(),
        seq,
        m.from(),
        m.clientMessageId(),
        m.body(),
        m.sentAtMs());
  }

  private static long swapped(String id, long seq, Stored first, Stored second) {
    if (id.equals(first.clientMessageId())) {
      return second.seq();
    }
    return id.equals(second.clientMessageId()) ? first.seq() : seq;
  }

  private static Operation closedUp(Operation operation, Stored gone) {
    if (operation instanceof Stored s
        && s.conversation().equals(gone.conversation())
        && s.seq() > gone.seq()) {
      return withSeq(s, s.seq() - 1);
    } else if (operation instanceof MessageSeen m
        && m.conversation().equals(gone.conversation())
        && m.seq() > gone.seq()) {
      return withSeq(m, m.seq() - 1);
    }
    return operation;
  }

  /** The same device's next message in the conversation. */
  private static @Nullable Stored next(Evidence evidence, Stored message) {
    return evidence.history(message.conversation()).stream()
        .filter(later -> later.seq() > message.seq())
        .filter(later -> device(evidence, later).equals(device(evidence, message)))
        .findFirst()
        .orElse(null);
  }

  private static String device(Evidence evidence, Stored message) {
    return evidence.message(message.clientMessageId()).orElseThrow().device().toString();
  }

  private static boolean wasToldBefore(List<Operation> history, CursorsSeen c) {
    return history.stream()
        .filter(CursorsSeen.class::isInstance)
        .map(CursorsSeen.class::cast)
        .anyMatch(
            earlier ->
                earlier.key().equals(c.key())
                    && earlier.conversation().equals(c.conversation())
                    && earlier.member().equals(c.member())
                    && earlier.position() < c.position());
  }

  private static CursorsSeen lowered(CursorsSeen c) {
    return new CursorsSeen(
        c.t(), c.user(), c.device(), c.session(), c.position(), c.conversation(), c.member(), 0, 0);
  }
}
