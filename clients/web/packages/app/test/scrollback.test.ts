import type { Message } from '@parley/core';
import { createRoot } from 'solid-js';
import { beforeEach, expect, it } from 'vitest';
import type { Chats } from '../src/state/chats.ts';
import { createScrollback } from '../src/state/scrollback.ts';

const CHAT = 'd:ann:bob';

/** A device that has stored some messages, and a server that has them all. */
class FakeChats {
  readonly state = { conversations: { [CHAT]: { lastSeq: 0 } } };
  readonly stores = new Map<number, Message>();
  readonly fetched: number[] = [];
  private listener: (messages: readonly Message[], live: boolean) => void = () => {};

  onMessages(listener: (messages: readonly Message[], live: boolean) => void): () => void {
    this.listener = listener;
    return () => {};
  }

  async stored(_: string, before: number, limit: number): Promise<readonly Message[]> {
    return [...this.stores.values()]
      .filter(({ seq }) => seq < before && seq >= before - limit)
      .sort((a, b) => a.seq - b.seq);
  }

  async fetch(_: string, before: number, limit: number): Promise<void> {
    this.fetched.push(before);
    this.take(range(Math.max(1, before - limit), before - 1), false);
  }

  take(messages: readonly Message[], live: boolean): void {
    for (const message of messages) {
      this.stores.set(message.seq, message);
    }
    const { lastSeq } = this.state.conversations[CHAT] ?? { lastSeq: 0 };
    const newest = Math.max(lastSeq, messages.at(-1)?.seq ?? 0);
    this.state.conversations[CHAT] = { lastSeq: newest };
    this.listener(messages, live);
  }
}

function range(first: number, last: number): Message[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    conversationId: CHAT,
    seq: first + i,
    from: 'bob',
    fromDevice: 'x',
    clientMessageId: `m${first + i}`,
    sentAt: first + i,
    text: `number ${first + i}`,
  }));
}

let chats: FakeChats;
let scrollback: ReturnType<typeof createScrollback>;

beforeEach(() => {
  chats = new FakeChats();
  scrollback = createRoot(() => createScrollback(chats as unknown as Chats, CHAT));
});

const shown = () => [scrollback.messages()[0]?.seq, scrollback.messages().at(-1)?.seq];

it('shows what is stored, and asks the server for no more than that lacks', async () => {
  chats.take(range(1, 100), true);
  await scrollback.open(0);
  expect(shown()).toEqual([1, 100]);
  await scrollback.older();
  expect(chats.fetched).toEqual([]);
});

it('goes on with what comes', async () => {
  chats.take(range(1, 3), true);
  await scrollback.open(0);
  chats.take(range(4, 5), true);
  expect(shown()).toEqual([1, 5]);
});

it('begins anew at the newest after too much was missed', async () => {
  chats.take(range(1, 3), true);
  await scrollback.open(0);
  chats.take(range(20_000, 20_000), false);
  await expect.poll(shown).toEqual([19_940, 20_000]);
  await scrollback.older();
  expect(shown()).toEqual([19_880, 20_000]);
});
