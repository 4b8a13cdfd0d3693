import { expect, it } from 'vitest';
import type { Effect, Event } from '../src/connection/event.js';
import type { Phase } from '../src/connection/state.js';
import { deadline } from '../src/connection/state.js';
import type { ServerFrame } from '../src/protocol/frames.js';
import { draft, message, refusal, Scenario, update, welcome } from './scenario.js';

type PhaseKind = Phase['kind'];
type FrameKind = keyof ServerFrame;
type EventKind = Exclude<Event['kind'], 'frame'> | FrameKind;

/** A device with a message and a question that are not answered yet. */
function device(): Scenario {
  const frame = { ping: { ref: 'r1' } };
  return new Scenario().send('m1').tell({ kind: 'request', ref: 'r1', frame });
}

/** Each phase, entered in the shortest way. The types make both lists complete. */
const PHASES: Record<PhaseKind, () => Scenario> = {
  idle: device,
  fetchingToken: () => device().tell({ kind: 'start' }),
  opening: () => device().opening(),
  greeting: () => device().greeting(),
  online: () => device().online(),
  waiting: () => device().greeting().closed(1006),
  stopped: () => device().greeting().closed(4401),
};

const EVENTS: Record<EventKind, (attempt: number) => Event> = {
  start: () => ({ kind: 'start' }),
  close: () => ({ kind: 'close' }),
  send: () => ({ kind: 'send', draft: draft('m2') }),
  receipt: () => ({
    kind: 'receipt',
    conversationId: 'd:ann:bob',
    cursors: { delivered: 1, read: 1 },
  }),
  request: () => ({ kind: 'request', ref: 'r2', frame: { ping: { ref: 'r2' } } }),
  signal: () => ({ kind: 'signal', frame: { typing: { conversationId: 'd:ann:bob', on: true } } }),
  handled: () => ({ kind: 'handled', frames: [update(1)] }),
  tokenFetched: (attempt) => ({ kind: 'tokenFetched', attempt, token: 't' }),
  tokenFailed: (attempt) => ({ kind: 'tokenFailed', attempt, reason: 'no' }),
  linkOpened: (attempt) => ({ kind: 'linkOpened', attempt }),
  linkClosed: (attempt) => ({ kind: 'linkClosed', attempt, code: 4000, reason: '' }),
  garbage: (attempt) => ({ kind: 'garbage', attempt }),
  tick: () => ({ kind: 'tick' }),
  wake: () => ({ kind: 'wake' }),
  offline: () => ({ kind: 'offline' }),
  welcome: hear({ welcome: welcome() }),
  accepted: hear({ accepted: { clientMessageId: 'm1' } }),
  update: hear(update(1, message(1, 'bob'))),
  caughtUp: hear({ caughtUp: { position: 0 } }),
  resync: hear({ resync: { position: 7 } }),
  historyPage: hear({
    historyPage: { ref: 'r1', conversationId: 'd:ann:bob', messages: [], hasMore: false },
  }),
  conversationList: hear({ conversationList: { ref: 'r1', conversations: [] } }),
  presence: hear({ presence: { userId: 'bob', online: true, lastSeen: 0 } }),
  typing: hear({ typing: { conversationId: 'd:ann:bob', userId: 'bob', on: true } }),
  pong: hear({ pong: { ref: 'r1', serverTime: 0 } }),
  goodbye: hear({ goodbye: { reconnectAfterMs: 100 } }),
  error: hear(refusal('too_large', { clientMessageId: 'm1' })),
  visibility: hear({ visibility: { online: 'nobody', lastSeen: 'contacts' } }),
};

function hear(frame: ServerFrame): (attempt: number) => Event {
  return (attempt) => ({ kind: 'frame', attempt, frame });
}

function nameOf(effect: Effect): string {
  return effect.kind === 'sendFrame' ? `say ${Object.keys(effect.frame)}` : effect.kind;
}

/** What comes of an event: the next phase, and what is to be done. */
function outcome(phase: PhaseKind, event: EventKind): string {
  const there = PHASES[phase]();
  expect(there.state.phase.kind).toBe(phase);
  if (event === 'tick') {
    there.now = Math.min(deadline(there.state), Number.MAX_SAFE_INTEGER);
  }
  there.tell(EVENTS[event](there.state.attempt));
  return `${there.state.phase.kind}: ${there.effects.map(nameOf).join(', ')}`;
}

it('has an outcome for each event in each phase', () => {
  const phases = Object.keys(PHASES) as PhaseKind[];
  const events = Object.keys(EVENTS) as EventKind[];
  const pairs = phases.flatMap((phase) => events.map((event) => ({ phase, event })));
  const moves = pairs
    .map(({ phase, event }) => ({ phase, event, after: outcome(phase, event) }))
    .filter(({ phase, after }) => after !== `${phase}: `)
    .map(({ phase, event, after }) => `${phase} + ${event} -> ${after}`);
  console.info(`connection machine: ${pairs.length} pairs, ${moves.length} do something`);
  expect(moves).toMatchInlineSnapshot(`
    [
      "idle + start -> fetchingToken: changeState, fetchToken",
      "idle + close -> stopped: closeLink, changeState",
      "idle + send -> idle: saveOutgoing",
      "idle + handled -> idle: savePosition",
      "fetchingToken + close -> stopped: closeLink, changeState",
      "fetchingToken + send -> fetchingToken: saveOutgoing",
      "fetchingToken + handled -> fetchingToken: savePosition",
      "fetchingToken + tokenFetched -> opening: openLink",
      "fetchingToken + tokenFailed -> waiting: changeState",
      "fetchingToken + tick -> waiting: closeLink, changeState",
      "fetchingToken + offline -> waiting: closeLink, changeState",
      "opening + close -> stopped: closeLink, changeState",
      "opening + send -> opening: saveOutgoing",
      "opening + handled -> opening: savePosition",
      "opening + linkOpened -> greeting: say hello",
      "opening + linkClosed -> waiting: changeState",
      "opening + tick -> waiting: closeLink, changeState",
      "opening + offline -> waiting: closeLink, changeState",
      "greeting + close -> stopped: closeLink, changeState",
      "greeting + send -> greeting: saveOutgoing",
      "greeting + handled -> greeting: savePosition",
      "greeting + linkClosed -> waiting: changeState",
      "greeting + garbage -> waiting: closeLink, changeState",
      "greeting + tick -> waiting: closeLink, changeState",
      "greeting + offline -> waiting: closeLink, changeState",
      "greeting + welcome -> online: changeState, say send, say ping",
      "greeting + accepted -> greeting: settle",
      "greeting + update -> greeting: announce",
      "greeting + caughtUp -> greeting: announce",
      "greeting + resync -> greeting: announce",
      "greeting + historyPage -> greeting: answer",
      "greeting + conversationList -> greeting: answer",
      "greeting + presence -> greeting: announce",
      "greeting + typing -> greeting: announce",
      "greeting + pong -> greeting: answer",
      "greeting + error -> greeting: settle",
      "greeting + visibility -> greeting: announce",
      "online + close -> stopped: closeLink, changeState",
      "online + send -> online: saveOutgoing, say send",
      "online + request -> online: say ping",
      "online + signal -> online: say typing",
      "online + handled -> online: savePosition",
      "online + linkClosed -> waiting: changeState",
      "online + garbage -> waiting: closeLink, changeState",
      "online + tick -> waiting: closeLink, changeState",
      "online + offline -> waiting: closeLink, changeState",
      "online + welcome -> online: changeState, say send, say ping",
      "online + accepted -> online: settle",
      "online + update -> online: announce",
      "online + caughtUp -> online: announce",
      "online + resync -> online: announce",
      "online + historyPage -> online: answer",
      "online + conversationList -> online: answer",
      "online + presence -> online: announce",
      "online + typing -> online: announce",
      "online + pong -> online: answer",
      "online + error -> online: settle",
      "online + visibility -> online: announce",
      "waiting + close -> stopped: closeLink, changeState",
      "waiting + send -> waiting: saveOutgoing",
      "waiting + handled -> waiting: savePosition",
      "waiting + tick -> fetchingToken: changeState, fetchToken",
      "waiting + wake -> fetchingToken: changeState, fetchToken",
      "stopped + send -> stopped: saveOutgoing",
    ]
  `);
});
