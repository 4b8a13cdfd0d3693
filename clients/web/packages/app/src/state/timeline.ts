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
  const items: Item[] = [];
  const add = (item: Item) => items.push(same(before.get(item.key), item));
  const days = new Days();
  const count = messages.length + outgoing.length;
  const timeAt = (i: number) =>
    messages[i]?.sentAt ?? outgoing[i - messages.length]?.createdAt ?? 0;
  const fromAt = (i: number) => messages[i]?.from ?? me;
  const isFirstUnread = (i: number) =>
    firstUnread !== undefined && messages[i]?.seq === firstUnread;
  /** Whether a group ends between this one and the one before. */
  const parts = (i: number) =>
    i === 0 ||
    i === count ||
    isFirstUnread(i) ||
    fromAt(i) !== fromAt(i - 1) ||
    timeAt(i) - timeAt(i - 1) >= GROUP_MS ||
    days.startOf(timeAt(i)) !== days.startOf(timeAt(i - 1));

  for (let i = 0; i < count; i++) {
    const day = days.startOf(timeAt(i));
    if (i === 0 || day !== days.startOf(timeAt(i - 1))) {
      add({ kind: 'day', key: `day-${day}`, time: day });
    }
    if (isFirstUnread(i)) {
      add({ kind: 'unread', key: 'unread' });
    }
    const message = messages[i];
    const unsent = outgoing[i - messages.length];
    const edges = { first: parts(i), last: parts(i + 1) };
    if (message) {
      add({ kind: 'said', key: `m-${message.seq}`, message, mine: message.from === me, ...edges });
    } else if (unsent) {
      const key = `o-${unsent.message.clientMessageId}`;
      add({ kind: 'outgoing', key, outgoing: unsent, ...edges });
    }
  }
  return items;
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
  const days = new Days();
  return days.startOf(a) === days.startOf(b);
}

/** Asks the calendar once a day, and not once a message. */
class Days {
  private start = Number.NaN;
  private end = Number.NaN;

  startOf(time: number): number {
    if (!(time >= this.start && time < this.end)) {
      const day = new Date(time);
      this.start = day.setHours(0, 0, 0, 0);
      this.end = day.setDate(day.getDate() + 1);
    }
    return this.start;
  }
}
