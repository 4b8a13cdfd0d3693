package dev.parley.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.CaughtUp;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Goodbye;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Ping;
import dev.parley.protocol.v1.Pong;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.Resync;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.protocol.v1.Visibility;
import dev.parley.protocol.v1.Welcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every event in every phase: what comes of it. Pairs that are not named change nothing. */
class TransitionsTest {
  private static final String CONVERSATION = "d:ann:bob";
  private static final ServerFrame UPDATE =
      ServerFrame.newBuilder().setUpdate(MachineScenario.message(1, 1, "bob")).build();

  private final Send waiting = MachineScenario.draft("first");
  private final Map<Class<? extends Phase>, UnaryOperator<MachineScenario>> phases =
      new LinkedHashMap<>();
  private final Map<String, BiFunction<ClientMachine, Integer, List<Effect>>> events =
      new LinkedHashMap<>();
  private long now;

  TransitionsTest() {
    phases.put(Phase.Idle.class, s -> s);
    phases.put(Phase.FetchingToken.class, s -> s.did(s.machine.start(s.now)));
    phases.put(Phase.Opening.class, s -> s.did(s.machine.start(s.now)).tokenFetched());
    phases.put(
        Phase.Greeting.class, s -> s.did(s.machine.start(s.now)).tokenFetched().linkOpened());
    phases.put(Phase.Online.class, MachineScenario::online);
    phases.put(Phase.Waiting.class, s -> s.online().closesWith(1006));
    phases.put(Phase.Stopped.class, s -> s.online().closesWith(4403));

    events.put("start", (m, attempt) -> m.start(now));
    events.put("close", (m, attempt) -> m.close());
    events.put("send", (m, attempt) -> m.send(MachineScenario.draft("second"), now));
    events.put("receipt", (m, attempt) -> m.receipt(CONVERSATION, 1, 1, now));
    events.put("request", (m, attempt) -> m.request("r2", ping("r2")));
    events.put("typing", (m, attempt) -> m.typing(CONVERSATION, true));
    events.put("watch", (m, attempt) -> m.watch(List.of("bob")));
    events.put("unwatch", (m, attempt) -> m.unwatch(List.of("eve")));
    events.put("away", (m, attempt) -> m.away(true));
    events.put("visibility", (m, attempt) -> m.visibility(Visibility.getDefaultInstance()));
    events.put("block", (m, attempt) -> m.block("r3", CONVERSATION, true));
    events.put("handled", (m, attempt) -> m.handled(UPDATE, now));
    events.put("tokenFetched", (m, attempt) -> m.tokenFetched(attempt, "token", now));
    events.put("tokenFailed", (m, attempt) -> m.tokenFailed(attempt, "no", now));
    events.put("linkOpened", (m, attempt) -> m.linkOpened(attempt, now));
    events.put("toldToWait", (m, attempt) -> m.toldToWait(attempt, 100));
    events.put("linkClosed", (m, attempt) -> m.linkClosed(attempt, 4000, "", now));
    events.put("signOfLife", (m, attempt) -> m.signOfLife(attempt, now));
    events.put("tick", (m, attempt) -> m.tick(m.deadline()));
    for (ServerFrame.KindCase kind : EnumSet.allOf(ServerFrame.KindCase.class)) {
      events.put(kind.name(), (m, attempt) -> m.frame(attempt, frame(kind), now));
    }
  }

  @Test
  void eachEventHasAnOutcomeInEachPhase() {
    assertThat(phases.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Phase.class.getPermittedSubclasses())
                .<Class<? extends Phase>>map(phase -> phase.asSubclass(Phase.class))
                .toList());
    List<String> moves = new ArrayList<>();
    phases.forEach(
        (phase, enter) ->
            events.forEach((name, event) -> moves.addAll(outcome(phase, enter, name, event))));
    System.out.printf(
        "connection machine: %d pairs, %d do something%n",
        phases.size() * events.size(), moves.size());
    assertThat(moves).containsExactlyElementsOf(MOVES.lines().toList());
  }

  /** Nothing, or one line. */
  private List<String> outcome(
      Class<? extends Phase> phase,
      UnaryOperator<MachineScenario> enter,
      String name,
      BiFunction<ClientMachine, Integer, List<Effect>> event) {
    MachineScenario started = new MachineScenario().sends(waiting);
    started.did(started.machine.request("r1", ping("r1")));
    started.did(started.machine.watch(List.of("eve")));
    MachineScenario device = enter.apply(started);
    now = device.now;
    assertThat(device.machine.phase()).isInstanceOf(phase);
    List<Effect> effects = event.apply(device.machine, device.attempt);
    Class<? extends Phase> after = device.machine.phase().getClass();
    if (after == phase && effects.isEmpty()) {
      return List.of();
    }
    String done = effects.stream().map(TransitionsTest::nameOf).collect(Collectors.joining(", "));
    return List.of(
        "%s + %s -> %s: %s".formatted(phase.getSimpleName(), name, after.getSimpleName(), done));
  }

  private static String nameOf(Effect effect) {
    return effect instanceof Effect.SendFrame said
        ? "say " + said.frame().getKindCase()
        : effect.getClass().getSimpleName();
  }

  private static ClientFrame ping(String ref) {
    return ClientFrame.newBuilder().setPing(Ping.newBuilder().setRef(ref)).build();
  }

  private ServerFrame frame(ServerFrame.KindCase kind) {
    ServerFrame.Builder frame = ServerFrame.newBuilder();
    String id = waiting.getClientMessageId();
    switch (kind) {
      case WELCOME -> frame.setWelcome(Welcome.newBuilder().setUserId("ann"));
      case ACCEPTED -> frame.setAccepted(Accepted.newBuilder().setClientMessageId(id));
      case UPDATE -> frame.mergeFrom(UPDATE);
      case CAUGHT_UP -> frame.setCaughtUp(CaughtUp.getDefaultInstance());
      case RESYNC -> frame.setResync(Resync.newBuilder().setPosition(7));
      case HISTORY_PAGE -> frame.setHistoryPage(HistoryPage.newBuilder().setRef("r1"));
      case CONVERSATION_LIST ->
          frame.setConversationList(ConversationList.newBuilder().setRef("r1"));
      case PRESENCE -> frame.setPresence(Presence.newBuilder().setUserId("bob"));
      case TYPING -> frame.setTyping(TypingNotice.newBuilder().setUserId("bob"));
      case VISIBILITY -> frame.setVisibility(Visibility.newBuilder().setOnline("nobody"));
      case PONG -> frame.setPong(Pong.newBuilder().setRef("r1"));
      case GOODBYE -> frame.setGoodbye(Goodbye.newBuilder().setReconnectAfterMs(100));
      case ERROR -> frame.setError(Error.newBuilder().setCode("too_large").setClientMessageId(id));
      case KIND_NOT_SET -> frame.clear();
    }
    return frame.build();
  }

  private static final String MOVES =
      """
      Idle + start -> FetchingToken: ChangeState, FetchToken
      Idle + close -> Stopped: CloseLink, ChangeState
      Idle + send -> Idle: SaveOutgoing
      Idle + handled -> Idle: SavePosition
      FetchingToken + close -> Stopped: CloseLink, ChangeState
      FetchingToken + send -> FetchingToken: SaveOutgoing
      FetchingToken + handled -> FetchingToken: SavePosition
      FetchingToken + tokenFetched -> Opening: OpenLink
      FetchingToken + tokenFailed -> Waiting: ChangeState
      FetchingToken + tick -> Waiting: CloseLink, ChangeState
      Opening + close -> Stopped: CloseLink, ChangeState
      Opening + send -> Opening: SaveOutgoing
      Opening + handled -> Opening: SavePosition
      Opening + linkOpened -> Greeting: say HELLO
      Opening + linkClosed -> Waiting: ChangeState
      Opening + tick -> Waiting: CloseLink, ChangeState
      Greeting + close -> Stopped: CloseLink, ChangeState
      Greeting + send -> Greeting: SaveOutgoing
      Greeting + handled -> Greeting: SavePosition
      Greeting + linkClosed -> Waiting: ChangeState
      Greeting + tick -> Waiting: CloseLink, ChangeState
      Greeting + WELCOME -> Online: ChangeState, say SEND, say PRESENCE, say PING
      Greeting + ACCEPTED -> Greeting: ForgetOutgoing, Settle
      Greeting + UPDATE -> Greeting: Announce
      Greeting + CAUGHT_UP -> Greeting: Announce
      Greeting + RESYNC -> Greeting: Announce
      Greeting + HISTORY_PAGE -> Greeting: Answer
      Greeting + CONVERSATION_LIST -> Greeting: Answer
      Greeting + PRESENCE -> Greeting: Announce
      Greeting + TYPING -> Greeting: Announce
      Greeting + PONG -> Greeting: Answer
      Greeting + ERROR -> Greeting: ForgetOutgoing, Settle
      Greeting + VISIBILITY -> Greeting: Announce
      Greeting + KIND_NOT_SET -> Waiting: CloseLink, ChangeState
      Online + close -> Stopped: CloseLink, ChangeState
      Online + send -> Online: SaveOutgoing, say SEND
      Online + request -> Online: say PING
      Online + typing -> Online: say TYPING
      Online + watch -> Online: say PRESENCE
      Online + unwatch -> Online: say PRESENCE
      Online + away -> Online: say PRESENCE
      Online + visibility -> Online: say PRESENCE
      Online + block -> Online: say BLOCK
      Online + handled -> Online: SavePosition
      Online + linkClosed -> Waiting: ChangeState
      Online + tick -> Waiting: CloseLink, ChangeState
      Online + WELCOME -> Online: ChangeState, say SEND, say PRESENCE, say PING
      Online + ACCEPTED -> Online: ForgetOutgoing, Settle
      Online + UPDATE -> Online: Announce
      Online + CAUGHT_UP -> Online: Announce
      Online + RESYNC -> Online: Announce
      Online + HISTORY_PAGE -> Online: Answer
      Online + CONVERSATION_LIST -> Online: Answer
      Online + PRESENCE -> Online: Announce
      Online + TYPING -> Online: Announce
      Online + PONG -> Online: Answer
      Online + ERROR -> Online: ForgetOutgoing, Settle
      Online + VISIBILITY -> Online: Announce
      Online + KIND_NOT_SET -> Waiting: CloseLink, ChangeState
      Waiting + close -> Stopped: CloseLink, ChangeState
      Waiting + send -> Waiting: SaveOutgoing
      Waiting + handled -> Waiting: SavePosition
      Waiting + tick -> FetchingToken: ChangeState, FetchToken
      Stopped + send -> Stopped: SaveOutgoing
      """;
}
