import type { Message, Outgoing } from '@parley/core';

/** One line of a conversation on the screen. */
export type Item =
  | { readonly kind: 'day'; readonly key: string; readonly time: number }
  | { readonly kind: 'unread'; readonly key: string }
  | {
      readonly kind: 'said';
      readonly key: string;
      readonly message: Message;
      readonly mine: boolean;
      /** The first and the last of what one person said in a row. */
      readonly first: boolean;
      readonly last: boolean;
    }
  | {
      readonly kind: 'outgoing';
      readonly key: string;
      readonly outgoing: Outgoing;
      readonly first: boolean;
      readonly last: boolean;
    };

/** Bubbles of one person stay together unless so much time lies between them. */
const GROUP_MS = 5 * 60_000;

interface Entry {
  readonly time: number;
  readonly from: string;
  readonly make: (first: boolean, last: boolean) => Item;
}

/**
 * The items of a conversation: days, bubbles in groups, then what has no seq yet. An item that is as
 * it was before is the same object, so that the screen need not touch it.
 */
export function timeline(
  messages: readonly Message[],
  outgoing: readonly Outgoing[],
  me: string,
  firstUnread: number | undefined,
  before: ReadonlyMap<string, Item>,
): readonly Item[] {
  const entries = [...messages.map((m) => said(m, me)), ...outgoing.map((o) => unsent(o, me))];
  const items: Item[] = [];
  const add = (item: Item) => items.push(same(before.get(item.key), item));
  entries.forEach((entry, i) => {
    const previous = entries[i - 1];
    const next = entries[i + 1];
    if (!previous || !isSameDay(previous.time, entry.time)) {
      add({ kind: 'day', key: `day-${dayOf(entry.time)}`, time: startOfDay(entry.time) });
    }
    const isFirstUnread = firstUnread !== undefined && messages[i]?.seq === firstUnread;
    if (isFirstUnread) {
      add({ kind: 'unread', key: 'unread' });
    }
    const first = isFirstUnread || !previous || !belongTogether(previous, entry);
    const nextIsUnread = firstUnread !== undefined && messages[i + 1]?.seq === firstUnread;
    add(entry.make(first, nextIsUnread || !next || !belongTogether(entry, next)));
  });
  return items;
}

function said(message: Message, me: string): Entry {
  const mine = message.from === me;
  return {
    time: message.sentAt,
    from: message.from,
    make: (first, last) => ({ kind: 'said', key: `m-${message.seq}`, message, mine, first, last }),
  };
}

function unsent(outgoing: Outgoing, me: string): Entry {
  const key = `o-${outgoing.message.clientMessageId}`;
  return {
    time: outgoing.createdAt,
    from: me,
    make: (first, last) => ({ kind: 'outgoing', key, outgoing, first, last }),
  };
}

function belongTogether(a: Entry, b: Entry): boolean {
  return a.from === b.from && b.time - a.time < GROUP_MS && isSameDay(a.time, b.time);
}

function same(before: Item | undefined, now: Item): Item {
  if (before?.kind === 'said' && now.kind === 'said') {
    return before.first === now.first && before.last === now.last && before.message === now.message
      ? before
      : now;
  }
  if (before?.kind === 'outgoing' && now.kind === 'outgoing') {
    const isSame =
      before.first === now.first && before.last === now.last && before.outgoing === now.outgoing;
    return isSame ? before : now;
  }
  return before?.kind === now.kind && (now.kind === 'day' || now.kind === 'unread') ? before : now;
}

export function isSameDay(a: number, b: number): boolean {
  return dayOf(a) === dayOf(b);
}

function dayOf(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
