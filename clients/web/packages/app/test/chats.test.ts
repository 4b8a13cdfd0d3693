import { type Command, type Conversation, MemoryStore, type Notice } from '@parley/core';
import { createRoot } from 'solid-js';
import { beforeEach, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { type Chats, openChats } from '../src/state/chats.ts';
import { UnsentStore } from '../src/state/unsent.ts';

const CHAT = 'd:ann:bob';

class FakeEngine implements Engine {
  readonly asked: Command[] = [];
  tell: (notice: Notice) => void = () => {};

  async do(command: Command): Promise<void> {
    this.asked.push(command);
  }

  onNotice(listener: (notice: Notice) => void): void {
    this.tell = listener;
  }

  looksAt(): void {}
  wake(): void {}
  offline(): void {}
}

function conversation(blocked: boolean): Conversation {
  const cursors = { delivered: 0, read: 0, peerDelivered: 0, peerRead: 0 };
  return { id: CHAT, lastSeq: 0, ...cursors, unread: 0, blocked, blockVersion: 1 };
}

function changes(one: Conversation): Notice {
  return {
    kind: 'changes',
    conversations: [one],
    messages: [],
    outgoing: [],
    gone: [],
    live: true,
  };
}

const refusal = { code: 'unavailable', message: 'too busy', remedy: '' };

let engine: FakeEngine;
let chats: Chats;

beforeEach(async () => {
  engine = new FakeEngine();
  const store = new MemoryStore('ann');
  await store.write({ conversations: [conversation(false)], messages: [], gone: [] });
  const unsent = new UnsentStore({} as Storage, 'ann');
  chats = await createRoot(() => openChats('ann', store, unsent, engine));
});

const blocked = () => chats.state.conversations[CHAT]?.blocked;

it('shows a block when it holds, and not before', () => {
  chats.block(CHAT, true);
  expect(engine.asked).toEqual([{ kind: 'block', conversationId: CHAT, on: true }]);
  expect(blocked()).toBe(false);
  engine.tell(changes(conversation(true)));
  expect(blocked()).toBe(true);
});

it('says why a block came to nothing, until it is tried again or holds', () => {
  const refused: Notice = { kind: 'blockRefused', conversationId: CHAT, refusal };
  engine.tell(refused);
  expect(chats.state.problems[CHAT]).toBe('too busy');
  engine.tell(changes(conversation(false)));
  expect(chats.state.problems[CHAT], 'other news change nothing').toBe('too busy');
  chats.block(CHAT, true);
  expect(chats.state.problems[CHAT]).toBe('');

  engine.tell(refused);
  engine.tell(changes(conversation(true)));
  expect(chats.state.problems[CHAT]).toBe('');
});
