import { describe, expect, it } from 'vitest';
import { clock, day, hueOf, lastSeen, lately } from '../src/state/format.ts';
import { reasonOf, tickOf, tickOfOutgoing } from '../src/state/tick.ts';

const NOW = new Date(2026, 4, 8, 15, 30).getTime();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('times', () => {
  it('name near days as people do', () => {
    expect(day(NOW - HOUR, NOW)).toBe('Today');
    expect(day(NOW - DAY, NOW)).toBe('Yesterday');
    expect(day(NOW - 3 * DAY, NOW)).toBe(
      new Intl.DateTimeFormat(undefined, { weekday: 'long' }).format(NOW - 3 * DAY),
    );
    expect(day(NOW - 40 * DAY, NOW)).toContain('2026');
  });

  it('are the clock today and the day before', () => {
    expect(lately(NOW - HOUR, NOW)).toBe(clock(NOW - HOUR));
    expect(lately(NOW - DAY, NOW)).toBe('Yesterday');
    expect(lately(NOW - 40 * DAY, NOW)).toMatch(/\d/);
  });

  it('say when someone was last there', () => {
    expect(lastSeen(NOW - HOUR, NOW)).toBe(`last seen today at ${clock(NOW - HOUR)}`);
    expect(lastSeen(NOW - DAY, NOW)).toBe(`last seen yesterday at ${clock(NOW - DAY)}`);
  });
});

describe('a hue', () => {
  it('is the same for the same name, and mostly another for another', () => {
    const names = Array.from({ length: 100 }, (_, i) => `person-${i}`);
    expect(names.map(hueOf)).toEqual(names.map(hueOf));
    expect(new Set(names.map(hueOf)).size).toBeGreaterThan(50);
  });
});

describe('a tick', () => {
  const chat = {
    id: 'd:ann:bob',
    lastSeq: 3,
    delivered: 0,
    read: 0,
    peerDelivered: 2,
    peerRead: 1,
    unread: 0,
    blocked: false,
    blockVersion: 0,
  };

  it('is as blue as the other one has read', () => {
    expect([1, 2, 3].map((seq) => tickOf(seq, chat))).toEqual(['read', 'delivered', 'sent']);
    expect(tickOf(1, undefined)).toBe('sent');
  });

  const one = {
    message: { clientMessageId: 'a', localSeq: 1, contentType: '' },
    conversationId: 'c',
    createdAt: 0,
  };

  it('is a clock until the message is accepted', () => {
    expect(tickOfOutgoing({ ...one, fate: 'waiting' })).toBe('waiting');
    expect(tickOfOutgoing({ ...one, fate: 'accepted' })).toBe('sent');
    expect(tickOfOutgoing({ ...one, fate: 'refused' })).toBe('refused');
  });

  it('has a reason in words where there is none to be sent', () => {
    const refusal = { code: 'blocked', message: 'the message was not taken: blocked', remedy: '' };
    expect(reasonOf({ ...one, fate: 'refused', refusal })).toBe('one of you blocks the other.');
    const other = { ...refusal, code: 'expired', message: 'too late' };
    expect(reasonOf({ ...one, fate: 'refused', refusal: other })).toBe('too late');
    expect(reasonOf({ ...one, fate: 'waiting' })).toBe('');
  });
});
