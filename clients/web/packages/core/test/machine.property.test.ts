import { expect, it } from 'vitest';
import type { Event } from '../src/connection/event.js';
import { step } from '../src/connection/machine.js';
import { deadline } from '../src/connection/state.js';
import { draft, message, refusal, Scenario, update, welcome } from './scenario.js';

/** Numbers that look random and are the same for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % sides;
  };
}

/** A server that accepts, refuses, repeats, cuts and skips as it likes. */
function randomEvent(roll: (sides: number) => number, device: Scenario, id: () => string): Event {
  const { attempt, received, outbox } = device.state;
  const clientMessageId =
    outbox.messages[roll(Math.max(1, outbox.messages.length))]?.clientMessageId ?? 'x';
  const events: Event[] = [
    { kind: 'send', draft: draft(id()) },
    { kind: 'send', draft: draft(id()) },
    { kind: 'tokenFetched', attempt, token: 't' },
    { kind: 'linkOpened', attempt },
    { kind: 'frame', attempt, frame: { welcome: welcome({ unacceptedSends: 3 }) } },
    { kind: 'frame', attempt, frame: { accepted: { clientMessageId } } },
    { kind: 'frame', attempt, frame: refusal('unavailable', { clientMessageId }) },
    { kind: 'frame', attempt, frame: update(received + roll(3), message(received + 1)) },
    { kind: 'frame', attempt, frame: { goodbye: { reconnectAfterMs: roll(500) } } },
    { kind: 'linkClosed', attempt: attempt - roll(2), code: 4000, reason: '' },
    { kind: 'tokenFailed', attempt, reason: 'x' },
    { kind: 'wake' },
    { kind: 'offline' },
    { kind: 'tick' },
  ];
  return events[roll(events.length)] as Event;
}

it.each(Array.from({ length: 60 }, (_, i) => i + 1))(
  'whatever happens, the promises hold (seed %d)',
  (seed) => {
    const roll = dice(seed);
    const device = new Scenario().tell({ kind: 'start' });
    let ids = 0;
    let announced = 0;
    let settled = 0;
    let lastSent = 0;
    const offered = new Set<number>();
    for (let i = 0; i < 400; i++) {
      device.now += roll(1_500);
      const event = randomEvent(roll, device, () => `m${++ids}`);
      const again = step(device.state, event, device.now);
      device.tell(event);
      expect(device.effects, 'a function of its arguments').toEqual(again.effects);

      for (const effect of device.effects) {
        if (effect.kind === 'announce' && effect.frame.update) {
          expect(effect.frame.update.position, 'each position once, in order').toBe(announced + 1);
          announced++;
        } else if (effect.kind === 'openLink') {
          lastSent = 0;
          offered.clear();
        } else if (effect.kind === 'settle') {
          settled++;
        } else if (effect.kind === 'sendFrame' && effect.frame.send) {
          const { localSeq } = effect.frame.send;
          if (!offered.has(localSeq)) {
            expect(localSeq, 'first offers on a connection are in order').toBeGreaterThan(lastSent);
            lastSent = localSeq;
          }
          offered.add(localSeq);
        }
      }
      expect(device.state.outbox.inFlight.size, 'within the window').toBeLessThanOrEqual(16);
      expect(settled + device.state.outbox.messages.length, 'no message is lost').toBe(
        device.state.outbox.lastLocalSeq,
      );
      expect(deadline(device.state)).not.toBeNaN();
    }
  },
);
