import type { Effect, Event } from '../src/connection/event.js';
import { step } from '../src/connection/machine.js';
import type { Draft } from '../src/connection/outbox.js';
import { DEFAULT_TIMINGS, type Settings } from '../src/connection/settings.js';
import { deadline, initialState, type State } from '../src/connection/state.js';
import type { ClientFrame, Message, ServerFrame } from '../src/protocol/frames.js';
import type { Saved } from '../src/store/store.js';

export const NEW_DEVICE: Saved = { position: 0, lastLocalSeq: 0, outgoing: [] };

const SETTINGS: Settings = {
  gateways: ['ws://a', 'ws://b'],
  deviceId: 'phone',
  clientName: 'test',
  confirmDelivery: true,
  timings: DEFAULT_TIMINGS,
};

/** A machine in a test's hand, with verbs for what happens to it. */
export class Scenario {
  state: State;
  now = 1_000;
  effects: readonly Effect[] = [];

  constructor(saved: Saved = NEW_DEVICE, settings: Partial<Settings> = {}) {
    this.state = initialState({ ...SETTINGS, ...settings }, saved, 42);
  }

  tell(event: Event): this {
    const next = step(this.state, event, this.now);
    this.state = next.state;
    this.effects = next.effects;
    return this;
  }

  hears(frame: ServerFrame): this {
    return this.tell({ kind: 'frame', attempt: this.state.attempt, frame });
  }

  /** Lets this much time pass, with every tick that falls due. */
  wait(ms: number): this {
    const end = this.now + ms;
    const effects: Effect[] = [];
    for (let due = deadline(this.state); due <= end; due = deadline(this.state)) {
      this.now = Math.max(this.now, due);
      effects.push(...this.tell({ kind: 'tick' }).effects);
    }
    this.now = end;
    this.effects = effects;
    return this;
  }

  opening(): this {
    this.tell({ kind: 'start' });
    return this.tell({ kind: 'tokenFetched', attempt: this.state.attempt, token: 't' });
  }

  greeting(): this {
    return this.opening().tell({ kind: 'linkOpened', attempt: this.state.attempt });
  }

  online(limits: { unacceptedSends?: number; idleMs?: number } = {}): this {
    return this.greeting().welcomed(limits);
  }

  welcomed(limits: { unacceptedSends?: number; idleMs?: number } = {}): this {
    return this.hears({ welcome: welcome(limits) });
  }

  closed(code: number, reason = ''): this {
    return this.tell({ kind: 'linkClosed', attempt: this.state.attempt, code, reason });
  }

  /** The next connection after a loss, as far as the welcome. */
  reconnect(): this {
    this.tell({ kind: 'wake' });
    this.tell({ kind: 'tokenFetched', attempt: this.state.attempt, token: 't2' });
    this.tell({ kind: 'linkOpened', attempt: this.state.attempt });
    return this;
  }

  send(...ids: string[]): this {
    for (const id of ids) {
      this.tell({ kind: 'send', draft: draft(id) });
    }
    return this;
  }

  get said(): readonly ClientFrame[] {
    return this.effects.flatMap((effect) => (effect.kind === 'sendFrame' ? effect.frame : []));
  }

  get sentIds(): readonly string[] {
    return this.said.flatMap((frame) => frame.send?.clientMessageId ?? []);
  }

  kinds(): readonly string[] {
    return this.effects.map(({ kind }) => kind);
  }

  only<K extends Effect['kind']>(kind: K): Extract<Effect, { kind: K }> {
    const found = this.effects.filter((effect) => effect.kind === kind);
    if (found.length !== 1) {
      throw new Error(`${kind}: ${found.length} in ${this.kinds()} (expected: one)`);
    }
    return found[0] as Extract<Effect, { kind: K }>;
  }
}

export function draft(id: string): Draft {
  return { to: 'bob', clientMessageId: id, text: `text of ${id}`, contentType: '' };
}

export function welcome(limits: { unacceptedSends?: number; idleMs?: number } = {}) {
  return {
    userId: 'ann',
    deviceId: 'phone',
    sessionId: 's',
    serverTime: 0,
    limits: {
      frameBytes: 65536,
      textBytes: 16384,
      unacceptedSends: 16,
      historyLimit: 200,
      idleMs: 25_000,
      ...limits,
    },
  };
}

export function message(seq: number, from = 'bob', more: Partial<Message> = {}): Message {
  return {
    conversationId: 'd:ann:bob',
    seq,
    from,
    fromDevice: `${from}-1`,
    clientMessageId: `${from}-${seq}`,
    sentAt: 1_790_000_000_000 + seq,
    text: `number ${seq}`,
    ...more,
  };
}

export function update(position: number, more: Message = message(position)): ServerFrame {
  return { update: { position, message: more } };
}

export function receipt(
  position: number,
  userId: string,
  delivered: number,
  read: number,
): ServerFrame {
  return {
    update: { position, receipt: { conversationId: 'd:ann:bob', userId, delivered, read } },
  };
}

export function blocking(position: number, blocked: boolean, version: number): ServerFrame {
  return { update: { position, conversation: { conversationId: 'd:ann:bob', blocked, version } } };
}

export function refusal(
  code: string,
  more: Partial<NonNullable<ServerFrame['error']>> = {},
): ServerFrame {
  return { error: { code, message: 'no', remedy: 'ask', ...more } };
}
