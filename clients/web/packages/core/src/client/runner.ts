import type { Effect, Event } from '../connection/event.js';
import { step } from '../connection/machine.js';
import type { Settings } from '../connection/settings.js';
import { type ConnectionState, deadline, initialState, type State } from '../connection/state.js';
import { decode, encode } from '../protocol/codec.js';
import type { ServerFrame } from '../protocol/frames.js';
import { SUBPROTOCOL } from '../protocol/limits.js';
import type { Saved } from '../store/store.js';
import { Calls } from './calls.js';
import type { ClientOptions } from './client.js';
import { ClosedError } from './errors.js';
import type { Link } from './host.js';

/** So many announced frames are handed over at once: one write to the store instead of many. */
const BATCH_MAX = 500;

type Options = Pick<ClientOptions, 'token' | 'store' | 'transport' | 'host' | 'listener'>;

/** Takes the machine's turns, one at a time, and does what it wants done. It decides nothing. */
export class Runner {
  readonly calls = new Calls();
  private readonly options: Options;
  private state: State;
  private readonly effects: Effect[] = [];
  private performing = false;
  private readonly inbox: ServerFrame[] = [];
  private telling = false;
  private link: Link | undefined;
  private cancelAlarm: () => void = () => {};
  private alarmAt = Infinity;

  constructor(options: Options, settings: Settings, saved: Saved) {
    this.options = options;
    this.state = initialState(settings, saved, Math.floor(options.host.random() * 2 ** 32));
  }

  post(event: Event): void {
    const { state, effects } = step(this.state, event, this.options.host.now());
    this.state = state;
    this.effects.push(...effects);
    void this.performAll();
    this.setAlarm();
  }

  /** In order, and what must be remembered is remembered before the next one is done. */
  private async performAll(): Promise<void> {
    if (this.performing) {
      return;
    }
    this.performing = true;
    try {
      for (let effect = this.effects.shift(); effect; effect = this.effects.shift()) {
        const remembered = this.perform(effect);
        if (remembered) {
          await remembered;
        }
      }
    } catch (failure) {
      this.fail(failure);
    } finally {
      this.performing = false;
    }
    if (this.effects.length > 0) {
      await this.performAll(); // those that end a failed run
    }
  }

  /** A promise if what comes next must wait for it. */
  private perform(effect: Effect): Promise<void> | undefined {
    const { store } = this.options;
    switch (effect.kind) {
      case 'savePosition':
        return store.savePosition(effect.position);
      case 'saveOutgoing':
        return store.saveOutgoing(effect.message);
      case 'settle':
        return store
          .settleOutgoing(effect.id, effect.refusal)
          .then(() => this.calls.settle(effect.id, effect.refusal));
      default:
        this.performNow(effect);
        return undefined;
    }
  }

  private performNow(
    effect: Exclude<Effect, { kind: 'savePosition' | 'saveOutgoing' | 'settle' }>,
  ): void {
    switch (effect.kind) {
      case 'fetchToken':
        this.fetchToken(effect.attempt);
        break;
      case 'openLink':
        this.openLink(effect.attempt, effect.gateway);
        break;
      case 'closeLink':
        this.link?.close();
        this.link = undefined;
        break;
      case 'sendFrame':
        this.link?.send(encode(effect.frame));
        break;
      case 'answer':
        this.calls.answered(effect.ref, effect.frame);
        break;
      case 'announce':
        this.inbox.push(effect.frame);
        void this.tellAll();
        break;
      case 'changeState':
        this.changeState(effect.state);
    }
  }

  private fetchToken(attempt: number): void {
    this.options.token().then(
      (token) => this.post({ kind: 'tokenFetched', attempt, token }),
      (failure) => this.post({ kind: 'tokenFailed', attempt, reason: reasonOf(failure) }),
    );
  }

  private openLink(attempt: number, gateway: string): void {
    this.link = this.options.transport.open(`${gateway}/v1/connect`, SUBPROTOCOL, {
      opened: () => this.post({ kind: 'linkOpened', attempt }),
      received: (text) => {
        const frame = decode(text);
        this.post(frame ? { kind: 'frame', attempt, frame } : { kind: 'garbage', attempt });
      },
      closed: (code, reason) => this.post({ kind: 'linkClosed', attempt, code, reason }),
    });
  }

  private async tellAll(): Promise<void> {
    if (this.telling) {
      return;
    }
    this.telling = true;
    try {
      while (this.inbox.length > 0) {
        const frames = this.inbox.splice(0, BATCH_MAX);
        await this.options.listener.news(frames);
        this.post({ kind: 'handled', frames });
      }
    } catch (failure) {
      this.fail(failure);
    } finally {
      this.telling = false;
    }
  }

  /** What can't be remembered must not be promised: the client ends. */
  private fail(failure: unknown): void {
    this.effects.length = 0;
    this.inbox.length = 0;
    this.post({ kind: 'close', reason: `not stored: ${reasonOf(failure)}` });
  }

  private changeState(state: ConnectionState): void {
    if (state.kind === 'closed') {
      this.calls.close(new ClosedError(state.closeCode, state.reason));
    }
    this.options.listener.state(state);
  }

  private setAlarm(): void {
    const at = deadline(this.state);
    if (at === this.alarmAt) {
      return;
    }
    this.cancelAlarm();
    this.alarmAt = at;
    this.cancelAlarm =
      at === Infinity
        ? () => {}
        : this.options.host.schedule(
            () => {
              this.alarmAt = Infinity;
              this.post({ kind: 'tick' });
            },
            Math.max(0, at - this.options.host.now()),
          );
  }
}

function reasonOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
