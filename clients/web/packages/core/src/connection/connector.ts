import { CloseCode, closeReason, isTerminal } from '../protocol/codes.js';
import type { Welcome } from '../protocol/frames.js';
import { PING_INTERVAL_MS, PONG_TIMEOUT_MS } from '../protocol/limits.js';
import { nextDelay, reset } from './backoff.js';
import type { Turn } from './turn.js';

/**
 * The life of a connection: token, socket, hello, welcome, and after a loss the same again at the
 * next gateway.
 */
export function start(turn: Turn): void {
  if (turn.state.phase.kind === 'idle') {
    connect(turn);
  }
}

function connect(turn: Turn): void {
  const attempt = turn.state.attempt + 1;
  const phase = { kind: 'fetchingToken', until: answerBy(turn) } as const;
  turn.set({ attempt, phase, toldToWait: undefined });
  turn.emit({ kind: 'changeState', state: { kind: 'connecting', gateway: gatewayOf(turn) } });
  turn.emit({ kind: 'fetchToken', attempt });
}

export function tokenFetched(turn: Turn, attempt: number, token: string): void {
  if (attempt === turn.state.attempt && turn.state.phase.kind === 'fetchingToken') {
    turn.enter({ kind: 'opening', token, until: answerBy(turn) });
    turn.emit({ kind: 'openLink', attempt, gateway: gatewayOf(turn) });
  }
}

export function tokenFailed(turn: Turn, attempt: number, reason: string): void {
  if (attempt === turn.state.attempt && turn.state.phase.kind === 'fetchingToken') {
    lose(turn, CloseCode.CUT, `no token: ${reason}`);
  }
}

export function linkOpened(turn: Turn, attempt: number): void {
  const { phase, settings, received } = turn.state;
  if (attempt === turn.state.attempt && phase.kind === 'opening') {
    const { deviceId, clientName } = settings;
    turn.enter({ kind: 'greeting', until: answerBy(turn) });
    turn.sendAll([
      { hello: { token: phase.token, deviceId, since: received, client: clientName } },
    ]);
  }
}

export function welcomed(turn: Turn, welcome: Welcome): void {
  turn.enter({
    kind: 'online',
    since: turn.now,
    lastSign: turn.now,
    idle: welcome.limits?.idleMs || PING_INTERVAL_MS,
    answerBy: Infinity,
    leaveAt: Infinity,
  });
  const { userId, sessionId } = welcome;
  turn.emit({
    kind: 'changeState',
    state: { kind: 'online', gateway: gatewayOf(turn), userId, sessionId },
  });
}

export function signOfLife(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.kind === 'online') {
    turn.enter({ ...phase, lastSign: turn.now, answerBy: Infinity });
  }
}

/** A message went out: whatever comes next shows that the gateway is there. */
export function asked(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.kind === 'online' && phase.answerBy === Infinity) {
    turn.enter({ ...phase, answerBy: turn.now + PONG_TIMEOUT_MS });
  }
}

export function goodbye(turn: Turn, reconnectAfter: number): void {
  const { phase } = turn.state;
  if (phase.kind === 'online') {
    turn.enter({ ...phase, leaveAt: turn.now + reconnectAfter });
  }
}

export function linkClosed(turn: Turn, attempt: number, code: number, words: string): void {
  const opening = attempt === turn.state.attempt && turn.state.phase.kind === 'opening';
  if (!opening && !turn.isCurrent(attempt)) {
    return;
  }
  const reason = words || closeReason(code);
  // A token that was good at hello ran out: the next attempt has a new one, so it is not
  // "unchanged".
  const tokenRanOut = code === CloseCode.UNAUTHORIZED && turn.isOnline;
  if (isTerminal(code) && !tokenRanOut) {
    stop(turn, code, reason);
  } else {
    lose(turn, code, reason);
  }
}

/** The stream on this socket can't be trusted: the next one starts from the last good position. */
export function distrust(turn: Turn, reason: string): void {
  turn.emit({ kind: 'closeLink', alive: true });
  lose(turn, CloseCode.NORMAL, reason);
}

export function close(turn: Turn, reason: string): void {
  if (turn.state.phase.kind !== 'stopped') {
    turn.emit({ kind: 'closeLink', alive: true });
    stop(turn, CloseCode.NORMAL, reason);
  }
}

export function tick(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.kind === 'idle' || phase.kind === 'stopped') {
    return;
  }
  if (phase.kind === 'online') {
    tickOnline(turn);
  } else if (turn.now >= phase.until) {
    if (phase.kind === 'waiting') {
      connect(turn);
    } else {
      cut(turn, 'no answer in time');
    }
  }
}

function tickOnline(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.kind !== 'online') {
    return;
  }
  if (turn.now >= phase.leaveAt) {
    turn.emit({ kind: 'closeLink', alive: true });
    lose(turn, CloseCode.GOING_AWAY, 'the gateway said goodbye');
  } else if (turn.now >= phase.answerBy) {
    cut(turn, 'no sign of life');
  } else if (phase.answerBy === Infinity && turn.now >= phase.lastSign + phase.idle) {
    probe(turn);
  }
}

/** There may be a network again, or the device slept and its socket may be dead. */
export function wake(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.kind === 'waiting') {
    connect(turn);
  } else if (phase.kind === 'online' && phase.answerBy === Infinity) {
    probe(turn);
  }
}

/** The device has no network: what is open is dead, and the next attempt may wait for `wake`. */
export function offline(turn: Turn): void {
  const { kind } = turn.state.phase;
  if (kind !== 'idle' && kind !== 'waiting' && kind !== 'stopped') {
    cut(turn, 'the device is offline');
  }
}

function probe(turn: Turn): void {
  const { phase, attempt } = turn.state;
  if (phase.kind === 'online') {
    turn.enter({ ...phase, answerBy: turn.now + PONG_TIMEOUT_MS });
    turn.sendAll([{ ping: { ref: `alive-${attempt}` } }]);
  }
}

function cut(turn: Turn, reason: string): void {
  turn.emit({ kind: 'closeLink', alive: false });
  lose(turn, CloseCode.CUT, reason);
}

function lose(turn: Turn, closeCode: number, reason: string): void {
  const delay = delayAfterLoss(turn);
  turn.set({
    gateway: (turn.state.gateway + 1) % turn.state.settings.gateways.length,
    phase: { kind: 'waiting', until: turn.now + delay },
  });
  turn.emit({ kind: 'changeState', state: { kind: 'waiting', delay, closeCode, reason } });
}

/** A server's hint wins. */
function delayAfterLoss(turn: Turn): number {
  const { phase, settings, toldToWait } = turn.state;
  if (toldToWait !== undefined) {
    return toldToWait;
  }
  const { backoffFirst, backoffMax } = settings.timings;
  if (phase.kind === 'online') {
    if (phase.leaveAt !== Infinity) {
      return Math.max(0, phase.leaveAt - turn.now);
    }
    if (turn.now - phase.since >= backoffMax) {
      turn.set({ backoff: reset(turn.state.backoff) });
    }
  }
  const { delay, backoff } = nextDelay(turn.state.backoff, backoffFirst, backoffMax);
  turn.set({ backoff });
  return delay;
}

function stop(turn: Turn, closeCode: number, reason: string): void {
  turn.enter({ kind: 'stopped' });
  turn.emit({ kind: 'changeState', state: { kind: 'closed', closeCode, reason } });
}

function gatewayOf(turn: Turn): string {
  return turn.state.settings.gateways[turn.state.gateway] ?? '';
}

function answerBy(turn: Turn): number {
  return turn.now + turn.state.settings.timings.answer;
}
