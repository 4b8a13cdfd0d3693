import type { Message, Outgoing } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { type Item, timeline } from '../src/state/timeline.ts';

const NOON = new Date(2026, 4, 4, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function said(seq: number, from: string, sentAt: number): Message {
  return {
    conversationId: 'd:ann:bob',
    seq,
    from,
    fromDevice: 'x',
    clientMessageId: `${from}-${seq}`,
    sentAt,
    text: `number ${seq}`,
  };
}

function waiting(id: string, createdAt: number): Outgoing {
  const message = { to: 'bob', clientMessageId: id, localSeq: 1, text: id, contentType: '' };
  return { message, conversationId: 'd:ann:bob', createdAt, fate: 'waiting' };
}

function shape(items: readonly Item[]): string[] {
  return items.map((item) => {
    const edges = 'first' in item ? `${item.first ? ' first' : ''}${item.last ? ' last' : ''}` : '';
    return `${item.key.replace(/^day-.*/, 'day')}${edges}`;
  });
}

const build = (messages: Message[], outgoing: Outgoing[] = [], firstUnread?: number) =>
  timeline(messages, outgoing, 'ann', firstUnread, new Map());

describe('a timeline', () => {
  it('joins what one person said in a row', () => {
    const messages = [
      said(1, 'bob', NOON),
      said(2, 'bob', NOON + MINUTE),
      said(3, 'ann', NOON + MINUTE),
    ];
    expect(shape(build(messages))).toEqual(['day', 'm-1 first', 'm-2 last', 'm-3 first last']);
  });

  it('parts what lies minutes apart', () => {
    const messages = [said(1, 'bob', NOON), said(2, 'bob', NOON + 5 * MINUTE)];
    expect(shape(build(messages))).toEqual(['day', 'm-1 first last', 'm-2 first last']);
  });

  it('has a line for each new day, also between two minutes', () => {
    const midnight = new Date(2026, 4, 5).getTime();
    const messages = [
      said(1, 'bob', midnight - 1),
      said(2, 'bob', midnight),
      said(3, 'bob', midnight + DAY),
    ];
    expect(shape(build(messages))).toEqual([
      'day',
      'm-1 first last',
      'day',
      'm-2 first last',
      'day',
      'm-3 first last',
    ]);
  });

  it('shows where the unread ones begin', () => {
    const messages = [said(1, 'bob', NOON), said(2, 'bob', NOON), said(3, 'bob', NOON)];
    expect(shape(build(messages, [], 2))).toEqual([
      'day',
      'm-1 first last',
      'unread',
      'm-2 first',
      'm-3 last',
    ]);
    expect(shape(build(messages, [], 9))).not.toContain('unread');
  });

  it('ends with what has no seq yet, joined to the own messages before', () => {
    const items = build([said(1, 'ann', NOON)], [waiting('a', NOON + 1), waiting('b', NOON + 2)]);
    expect(shape(items)).toEqual(['day', 'm-1 first', 'o-a', 'o-b last']);
  });

  it('keeps the objects of items that are as they were', () => {
    const messages = [said(1, 'bob', NOON), said(2, 'bob', NOON), said(3, 'bob', NOON)];
    const before = build(messages);
    const known = new Map(before.map((item) => [item.key, item]));
    const more = [...messages, said(4, 'bob', NOON), said(5, 'ann', NOON)];
    const after = timeline(more, [], 'ann', undefined, known);
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after.slice(0, 3).every((item, i) => item === before[i])).toBe(true);
    expect(after[3], 'no longer the last of its group').not.toBe(before[3]);
  });
});
