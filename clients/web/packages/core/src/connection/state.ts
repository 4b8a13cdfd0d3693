import type { ClientFrame } from '../protocol/frames.js';
import { UNACCEPTED_SENDS_MAX } from '../protocol/limits.js';
import type { Saved } from '../store/store.js';
import type { Backoff } from './backoff.js';
import { type Outbox, outboxOf } from './outbox.js';
import { NO_RECEIPTS, type Receipts } from './receipts.js';
import type { Settings } from './settings.js';

/** Where the connection is. `until` is when it must be looked at again if nothing happens. */
export type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'fetchingToken'; readonly until: number }
  | { readonly kind: 'opening'; readonly until: number; readonly token: string }
  | { readonly kind: 'greeting'; readonly until: number }
  | Online
  | { readonly kind: 'stopped' };

/**
 * Welcomed. A browser hides the server's pings from the page, so silence is answered by a ping of
 * our own; if that stays without an answer, the connection is dead even if the socket does not know
 * it (half open).
 */
export interface Online {
  readonly kind: 'online';
  readonly since: number;
  readonly lastSign: number;
  readonly idle: number;
  /**
   * When something must have come since our ping or a message went out; Infinity while nothing did.
   * A gateway that hangs keeps its sockets, and who has said something should not wait for silence.
   */
  readonly answerBy: number;
  /** After goodbye: when to go elsewhere. */
  readonly leaveAt: number;
}

export interface State {
  readonly settings: Settings;
  readonly phase: Phase;
  /** What happens on a socket carries its number, so an old socket's last words change nothing. */
  readonly attempt: number;
  /** Index of the gateway in use. */
  readonly gateway: number;
  readonly backoff: Backoff;
  /** How long this attempt's gateway, which declined, wants us to wait. */
  readonly toldToWait: number | undefined;
  readonly userId: string;
  /** The last position that was announced. A reconnect asks for what follows it. */
  readonly received: number;
  readonly window: number;
  readonly outbox: Outbox;
  readonly sendsHeldUntil: number;
  readonly receipts: Receipts;
  /** Unanswered requests. They only read, so each new connection asks again. */
  readonly requests: ReadonlyMap<string, ClientFrame>;
}

/** A state that goes on where the saved one ended. */
export function initialState(settings: Settings, saved: Saved, seed: number): State {
  return {
    settings,
    phase: { kind: 'idle' },
    attempt: 0,
    gateway: 0,
    backoff: { failures: 0, seed },
    toldToWait: undefined,
    userId: '',
    received: saved.position,
    window: UNACCEPTED_SENDS_MAX,
    outbox: outboxOf(saved.lastLocalSeq, saved.outgoing),
    sendsHeldUntil: -Infinity,
    receipts: NO_RECEIPTS,
    requests: new Map(),
  };
}

/** When a `tick` is due, unless something else happens first. */
export function deadline(state: State): number {
  const { phase } = state;
  switch (phase.kind) {
    case 'idle':
    case 'stopped':
      return Infinity;
    case 'online':
      return Math.min(
        phase.leaveAt,
        phase.answerBy === Infinity ? phase.lastSign + phase.idle : phase.answerBy,
        state.receipts.flushAt,
        state.sendsHeldUntil === -Infinity ? Infinity : state.sendsHeldUntil,
      );
    default:
      return phase.until;
  }
}

/** Where a client's connection is, for people to see. */
export type ConnectionState =
  | { readonly kind: 'connecting'; readonly gateway: string }
  | {
      readonly kind: 'online';
      readonly gateway: string;
      readonly userId: string;
      readonly sessionId: string;
    }
  | {
      readonly kind: 'waiting';
      readonly delay: number;
      readonly closeCode: number;
      readonly reason: string;
    }
  | { readonly kind: 'closed'; readonly closeCode: number; readonly reason: string };
