import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { IndexedDbStore } from '../src/browser/mod.js';
import { emptyConversation } from '../src/messenger/fold.js';
import { type Conversation, MemoryStore, type MessengerStore } from '../src/mod.js';
import { draft, message } from './scenario.js';

let users = 0;

describe.each([
  ['memory', async (user: string): Promise<MessengerStore> => new MemoryStore(user)],
  ['IndexedDB', (user: string): Promise<MessengerStore> => IndexedDbStore.open(user)],
])('a store in %s', (_, open) => {
  const fresh = () => open(`ann-${users++}`);

  it('is empty on a new device', async () => {
    const store = await fresh();
    expect(await store.load()).toEqual({ position: 0, lastLocalSeq: 0, outgoing: [] });
    expect(await store.conversations()).toEqual([]);
    expect(await store.outgoing()).toEqual([]);
    expect((await store.drafts()).size).toBe(0);
    expect(await store.messages('d:ann:bob', 0, Number.POSITIVE_INFINITY, 10)).toEqual([]);
  });

  it('remembers the position and what is to be sent, by localSeq', async () => {
    const store = await fresh();
    await store.savePosition(7);
    await store.saveOutgoing({ ...draft('z-first'), localSeq: 1 });
    await store.saveOutgoing({ ...draft('a-second'), localSeq: 2 });
    const { position, lastLocalSeq, outgoing } = await store.load();
    expect([position, lastLocalSeq]).toEqual([7, 2]);
    expect(outgoing.map((m) => m.clientMessageId)).toEqual(['z-first', 'a-second']);
  });

  it('keeps a settled message until it came back, and never its localSeq again', async () => {
    const store = await fresh();
    await store.saveOutgoing({ ...draft('m1'), localSeq: 1 });
    await store.saveOutgoing({ ...draft('m2'), localSeq: 2 });
    await store.settleOutgoing('m1');
    await store.settleOutgoing('m2', { code: 'conflict', message: 'no', remedy: 'ask' });
    await store.settleOutgoing('unknown');

    const fates = (await store.outgoing()).map((o) => [
      o.message.clientMessageId,
      o.fate,
      o.refusal?.code,
    ]);
    expect(fates).toEqual([
      ['m1', 'accepted', undefined],
      ['m2', 'refused', 'conflict'],
    ]);
    expect(await store.load()).toMatchObject({ lastLocalSeq: 2, outgoing: [] });
    await store.write({ conversations: [], messages: [], gone: ['m1'] });
    expect(await store.outgoing()).toHaveLength(1);
  });

  it('knows the conversation of a message by its recipient', async () => {
    const store = await open('bob');
    await store.saveOutgoing({ ...draft('m1'), to: 'ann', localSeq: 1 });
    expect((await store.outgoing())[0]?.conversationId).toBe('d:ann:bob');
  });

  it('gives back the newest messages of a range, ascending', async () => {
    const store = await fresh();
    const messages = [3, 1, 2, 5, 4].map((seq) => message(seq));
    await store.write({ conversations: [], messages, gone: [] });
    await store.write({
      conversations: [],
      messages: [message(1, 'bob', { conversationId: 'd:ann:zoe' })],
      gone: [],
    });

    const seqs = async (after: number, before: number, limit: number) =>
      (await store.messages('d:ann:bob', after, before, limit)).map(({ seq }) => seq);
    expect(await seqs(0, Number.POSITIVE_INFINITY, 10)).toEqual([1, 2, 3, 4, 5]);
    expect(await seqs(0, Number.POSITIVE_INFINITY, 2)).toEqual([4, 5]);
    expect(await seqs(0, 4, 2)).toEqual([2, 3]);
    expect(await seqs(2, 5, 10)).toEqual([3, 4]);
    expect(await seqs(5, 6, 10)).toEqual([]);
  });

  it('replaces a conversation as a whole', async () => {
    const store = await fresh();
    const before = emptyConversation('d:ann:bob');
    await store.write({
      conversations: [{ ...before, unread: 2, lastMessage: message(2) }],
      messages: [],
      gone: [],
    });
    await store.write({ conversations: [before], messages: [], gone: [] });
    expect(await store.conversations()).toEqual([before]);
    expect(await store.conversation('d:ann:bob')).toEqual(before);
    expect(await store.conversation('d:ann:zoe')).toBeUndefined();
  });

  it('keeps drafts, and forgets empty ones', async () => {
    const store = await fresh();
    await store.saveDraft('d:ann:bob', 'half a thou');
    await store.saveDraft('d:ann:zoe', 'x');
    await store.saveDraft('d:ann:zoe', '');
    expect([...(await store.drafts())]).toEqual([['d:ann:bob', 'half a thou']]);
  });
});

describe('a store in IndexedDB', () => {
  it('takes for not blocked what was stored before there was blocking', async () => {
    const store = await IndexedDbStore.open('old');
    const { blocked: _, blockVersion: __, ...before } = emptyConversation('d:ann:bob');
    await store.write({ conversations: [before as Conversation], messages: [], gone: [] });
    expect(await store.conversation('d:ann:bob')).toEqual(emptyConversation('d:ann:bob'));
    expect(await store.conversations()).toEqual([emptyConversation('d:ann:bob')]);
  });

  it('remembers across runs, and gives a device one name', async () => {
    const first = await IndexedDbStore.open('kim');
    expect(await first.deviceId(() => 'web-1')).toBe('web-1');
    await first.savePosition(3);
    first.close();

    const second = await IndexedDbStore.open('kim');
    expect(await second.deviceId(() => 'web-2')).toBe('web-1');
    expect((await second.load()).position).toBe(3);
    await IndexedDbStore.remove('kim');
    expect((await (await IndexedDbStore.open('kim')).load()).position).toBe(0);
  });
});
