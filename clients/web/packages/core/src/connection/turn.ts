import type { ClientFrame } from '../protocol/frames.js';
import type { Effect } from './event.js';
import type { Phase, State } from './state.js';

/** One step in the making: the next state, and what is to be done. */
export class Turn {
  state: State;
  readonly effects: Effect[] = [];
  readonly now: number;

  constructor(state: State, now: number) {
    this.state = state;
    this.now = now;
  }

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
  }

  enter(phase: Phase): void {
    this.set({ phase });
  }

  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  sendAll(frames: Iterable<ClientFrame>): void {
    for (const frame of frames) {
      this.emit({ kind: 'sendFrame', frame });
    }
  }

  get isOnline(): boolean {
    return this.state.phase.kind === 'online';
  }

  /** True while this attempt's socket is the one in use. */
  isCurrent(attempt: number): boolean {
    return (
      attempt === this.state.attempt && (this.isOnline || this.state.phase.kind === 'greeting')
    );
  }
}
