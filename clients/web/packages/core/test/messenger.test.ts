import { beforeEach, describe, expect, it } from 'vitest';
import { type Conversation, MemoryStore, Messenger, type Notice } from '../src/mod.js';
import { FakeHost, FakeServer, settled } from './fake-server.js';
import { blocking, message, receipt, refusal, update } from './scenario.js';

const CHAT = 'd:ann:bob';

describe('a messenger', () => {
  let host: FakeHost;
  let server: FakeServer;
  let store: MemoryStore;
  let notices: Notice[];

  beforeEach(() => {
    host = new FakeHost();
    server = new FakeServer();
    store = new MemoryStore('ann', () => 0);
    notices = [];
  });

  async function online(): Promise<Messenger> {
    const messenger = await Messenger.start({
      userId: 'ann',
      gateways: ['ws://gateway'],
      deviceId: 'phone',
      token: async () => 'token',
      store,
      transport: server,
      host,
      notify: (notice) => notices.push(notice),
    });
    await settled();
    await server.last.welcome();
    return messenger;
  }

  const chat = async (): Promise<Conversation | undefined> => store.conversation(CHAT);
  const fates = async () => (await store.outgoing()).map(({ fate }) => fate);
  const summary = (more: Partial<Conversation & { lastMessage: unknown }> = {}) => ({
    conversationId: CHAT,
    lastSeq: 500,
    delivered: 0,
    read: 0,
    peerDelivered: 0,
    peerRead: 0,
    unread: 100,
    blocked: false,
    lastMessage: message(500),
    ...more,
  });

  it('keeps messages, the conversation and what is unread', async () => {
    await online();
    await server.last.say(
      update(1),
      update(2, message(2, 'ann')),
      update(3),
      update(4, message(4)),
    );
    expect(await chat()).toMatchObject({ lastSeq: 4, unread: 3, lastMessage: { seq: 4 } });
    expect(await store.messages(CHAT, 0, 10, 10)).toHaveLength(4);
    expect((await store.load()).position).toBe(4);
  });

  it('counts again what is unread when the own cursor moves, wherever it was read', async () => {
    await online();
    await server.last.say(
      update(1),
      update(2),
      update(3, message(3, 'ann')),
      update(4, message(4)),
    );
    await server.last.say(receipt(5, 'ann', 4, 2));
    expect(await chat()).toMatchObject({ read: 2, unread: 1 });
    await server.last.say(receipt(6, 'ann', 4, 4));
    expect(await chat()).toMatchObject({ read: 4, unread: 0 });
  });

  it('lets no cursor fall', async () => {
    await online();
    await server.last.say(
      update(1),
      receipt(2, 'bob', 1, 1),
      receipt(3, 'bob', 1, 0),
      receipt(4, 'ann', 1, 0),
    );
    expect(await chat()).toMatchObject({ peerDelivered: 1, peerRead: 1, delivered: 1 });
  });

  it('takes a message into the store before it says that it is taken', async () => {
    const messenger = await online();
    await server.last.close(1006);
    await messenger.do({ kind: 'send', id: 'm1', to: 'bob', text: 'hi' });
    expect(await fates()).toEqual(['waiting']);

    await host.advance(1_000);
    await server.last.welcome();
    await server.last.say({ accepted: { clientMessageId: 'm1' } });
    expect(await fates()).toEqual(['accepted']);
    await server.last.say(
      update(1, message(1, 'ann', { fromDevice: 'phone', clientMessageId: 'm1' })),
    );
    expect(await fates()).toEqual([]);
    expect(await chat()).toMatchObject({ lastSeq: 1, unread: 0 });
  });

  it('takes a message once that may have been taken before', async () => {
    const messenger = await online();
    const again = { kind: 'send', id: 'm1', to: 'bob', text: 'hi', again: true } as const;
    await messenger.do({ kind: 'send', id: 'm1', to: 'bob', text: 'hi' });
    await messenger.do(again);
    await server.last.say(
      update(1, message(1, 'ann', { fromDevice: 'phone', clientMessageId: 'm1' })),
    );
    await messenger.do(again);
    expect(server.last.of('send')).toHaveLength(1);
    await messenger.do({ ...again, id: 'm2' });
    expect(server.last.of('send')).toHaveLength(2);
  });

  it('shows a refused message as such, also when the no comes late, until it is discarded', async () => {
    const messenger = await online();
    await messenger.do({ kind: 'send', id: 'm1', to: 'bob', text: 'hi' });
    await messenger.do({ kind: 'send', id: 'm2', to: 'bob', text: 'ho' });
    await server.last.say(refusal('conflict', { clientMessageId: 'm1' }));
    await server.last.say(
      { accepted: { clientMessageId: 'm2' } },
      refusal('blocked', { clientMessageId: 'm2' }),
    );
    expect(await fates()).toEqual(['refused', 'refused']);
    await messenger.do({ kind: 'discard', id: 'm1' });
    expect(await fates()).toEqual(['refused']);
  });

  it('asks a new device for its conversations beside the feed', async () => {
    await online();
    expect(server.last.of('conversations')).toHaveLength(1);
    await server.last.say({
      conversationList: { ref: '1', conversations: [summary()], after: 'more' },
    });
    expect(server.last.of('conversations')[1]).toMatchObject({ after: 'more' });
    await server.last.say({ conversationList: { ref: '2', conversations: [] } });
    expect(await chat()).toMatchObject({ lastSeq: 500, unread: 100 });

    await server.last.say(update(1));
    expect(await chat(), 'what is old is no news').toMatchObject({ lastSeq: 500, unread: 100 });
  });

  it('does not ask again on a device that knows its conversations', async () => {
    await store.savePosition(3);
    await online();
    expect(server.last.of('conversations')).toHaveLength(0);
  });

  it('lets a lagging summary take nothing back', async () => {
    await online();
    await server.last.say(update(1), update(2), receipt(3, 'ann', 2, 2));
    await server.last.say({
      conversationList: {
        ref: '1',
        conversations: [summary({ lastSeq: 1, unread: 1, lastMessage: message(1) })],
      },
    });
    expect(await chat()).toMatchObject({ lastSeq: 2, read: 2, unread: 0, lastMessage: { seq: 2 } });
  });

  it('rebuilds after a resync before it goes on', async () => {
    await store.savePosition(1);
    await store.saveOutgoing({
      to: 'bob',
      text: 'x',
      clientMessageId: 'old',
      localSeq: 1,
      contentType: '',
    });
    await store.settleOutgoing('old');
    await online();
    await server.last.say({ resync: { position: 900 } }, { caughtUp: { position: 900 } });
    expect((await store.load()).position).toBe(1);

    await server.last.say({
      conversationList: { ref: '1', conversations: [summary({ read: 450 })] },
    });
    expect((await store.load()).position).toBe(900);
    expect(await chat()).toMatchObject({ lastSeq: 500, read: 450, unread: 100 });
    expect(await fates(), 'what was accepted is in the history').toEqual([]);
    expect(notices.at(-1)).toMatchObject({ kind: 'connection', caughtUp: true });

    await server.last.say(receipt(901, 'ann', 500, 480));
    expect(await chat(), 'an upper bound while messages are missing').toMatchObject({ unread: 20 });
  });

  it('fetches older messages into the store', async () => {
    const messenger = await online();
    const fetched = messenger.do({ kind: 'fetch', conversationId: CHAT, before: 50, limit: 2 });
    await settled();
    const { ref, before } = server.last.of('history')[0] ?? { ref: '', before: 0 };
    expect(before).toBe(50);
    await server.last.say({
      historyPage: {
        ref,
        conversationId: CHAT,
        messages: [message(48), message(49)],
        hasMore: true,
      },
    });
    await fetched;
    expect(await store.messages(CHAT, 0, 50, 10)).toHaveLength(2);
    expect(notices.at(-1)).toMatchObject({ kind: 'changes', live: false });
  });

  it('says read, typing and whether someone looks', async () => {
    const messenger = await online();
    await messenger.do({ kind: 'read', conversationId: CHAT, seq: 3 });
    await messenger.do({ kind: 'typing', conversationId: CHAT, on: true });
    await messenger.do({ kind: 'active', active: false });
    await host.advance(50);
    expect(server.last.of('receipt')).toEqual([{ conversationId: CHAT, read: 3 }]);
    expect(server.last.of('typing')).toEqual([{ conversationId: CHAT, on: true }]);
    expect(server.last.of('presence').map(({ state }) => state)).toEqual(['active', 'away']);
  });

  it('watches who is shown, and says again on a new connection what it said', async () => {
    const messenger = await online();
    await messenger.do({ kind: 'watch', users: ['bob', 'eve'] });
    await messenger.do({ kind: 'watch', users: ['bob', 'zoe'] });
    await messenger.do({ kind: 'watch', users: ['zoe', 'bob'] });
    expect(server.last.of('presence')).toMatchObject([
      { subscribe: [], unsubscribe: [] },
      { subscribe: ['bob', 'eve'], unsubscribe: [] },
      { subscribe: ['zoe'], unsubscribe: ['eve'] },
    ]);
    await messenger.do({ kind: 'active', active: false });
    messenger.offline();
    messenger.wake();
    await settled();
    await server.last.welcome();
    expect(server.last.of('presence')).toMatchObject([
      { subscribe: ['zoe', 'bob'], state: 'away' },
    ]);
  });

  it('passes on who types and who is there', async () => {
    await online();
    await server.last.say(
      { typing: { conversationId: CHAT, userId: 'bob', on: true } },
      { presence: { userId: 'bob', online: true, away: false } },
    );
    expect(notices.slice(-2)).toMatchObject([
      { kind: 'typing', notice: { on: true } },
      { kind: 'presence', presence: { online: true } },
    ]);
  });

  it('says again to whoever comes later who is there', async () => {
    const messenger = await online();
    await messenger.do({ kind: 'watch', users: ['bob'] });
    await server.last.say({ presence: { userId: 'bob', online: true, away: false } });
    notices.length = 0;
    await messenger.do({ kind: 'watch', users: ['bob'] });
    expect(notices).toMatchObject([{ kind: 'presence', presence: { userId: 'bob' } }]);
  });

  it('says who may see the user, and hears it from other devices', async () => {
    const messenger = await online();
    const visibility = { online: 'nobody', lastSeen: 'contacts' };
    await messenger.do({ kind: 'visibility', visibility });
    expect(server.last.of('presence').at(-1)).toMatchObject({ visibility });
    await server.last.say({ visibility });
    expect(messenger.connectionNotice).toMatchObject({ visibility });
    messenger.offline();
    messenger.wake();
    await settled();
    await server.last.welcome();
    expect(messenger.connectionNotice).toMatchObject({ visibility: { online: 'contacts' } });
  });

  it('builds the next choice on one that the server has not confirmed yet', async () => {
    const messenger = await online();
    await messenger.do({
      kind: 'visibility',
      visibility: { online: 'nobody', lastSeen: 'contacts' },
    });
    expect(messenger.connectionNotice).toMatchObject({
      visibility: { online: 'nobody', lastSeen: 'contacts' },
    });
    expect(notices.at(-1)).toMatchObject({ kind: 'connection', visibility: { online: 'nobody' } });
  });

  it('knows whom the user blocks, by the newest version', async () => {
    await store.savePosition(6);
    await online();
    await server.last.say(blocking(7, true, 3), update(8, message(1)));
    expect(await chat()).toMatchObject({ blocked: true, lastSeq: 1 });
    expect(notices.at(-1)).toMatchObject({ kind: 'changes', conversations: [{ blocked: true }] });
    await server.last.say(blocking(9, false, 2));
    expect(await chat()).toMatchObject({ blocked: true });
    await server.last.say(blocking(10, false, 4));
    expect(await chat()).toMatchObject({ blocked: false });
    expect((await store.load()).position).toBe(10);
  });

  it('takes whom the user blocks from the list until the feed says more', async () => {
    await online();
    const list = (ref: string) => ({
      conversationList: { ref, conversations: [summary({ blocked: true })], after: 'more' },
    });
    await server.last.say(list('1'));
    expect(await chat()).toMatchObject({ blocked: true });
    await server.last.say(blocking(1, false, 8), list('2'));
    expect(await chat(), 'the list lags behind').toMatchObject({ blocked: false });
  });

  it('takes whom the user blocks from the list after a resync, whatever was known', async () => {
    await store.savePosition(1);
    await online();
    await server.last.say(blocking(2, true, 5));
    await server.last.say({ resync: { position: 900 } });
    await server.last.say({ conversationList: { ref: '1', conversations: [summary()] } });
    expect(await chat()).toMatchObject({ blocked: false });
    await server.last.say(blocking(901, true, 1));
    expect(await chat(), 'versions may begin anew with the feed').toMatchObject({ blocked: true });
  });

  it('builds what follows a resync on what it brought', async () => {
    await store.savePosition(1);
    await online();
    // While the first is written the others gather, and are handed over together.
    await server.last.say(
      update(2, message(1)),
      blocking(3, false, 4),
      { resync: { position: 900 } },
      blocking(901, true, 6),
    );
    await server.last.say({ conversationList: { ref: '1', conversations: [summary()] } });
    expect(await chat()).toMatchObject({ blocked: true, lastSeq: 500 });
  });

  it('says a block, and tells of it if that is refused', async () => {
    const messenger = await online();
    await messenger.do({ kind: 'block', conversationId: CHAT, on: true });
    const { ref = '', ...said } = server.last.of('block')[0] ?? {};
    expect(said).toEqual({ conversationId: CHAT, on: true });
    await server.last.say(refusal('unavailable', { ref }), refusal('bad_frame', { ref: 'other' }));
    expect(notices.filter(({ kind }) => kind === 'blockRefused')).toMatchObject([
      { conversationId: CHAT, refusal: { code: 'unavailable' } },
    ]);
  });

  it('tells at once that it can not block without a connection, and does not try later', async () => {
    const messenger = await online();
    messenger.offline();
    await messenger.do({ kind: 'block', conversationId: CHAT, on: true });
    expect(notices.at(-1)).toMatchObject({
      kind: 'blockRefused',
      refusal: { message: 'not connected' },
    });
    messenger.wake();
    await settled();
    await server.last.welcome();
    expect(server.last.of('block')).toEqual([]);
  });

  it('tells where it is, to those who come later as well', async () => {
    const messenger = await online();
    await server.last.say({ caughtUp: { position: 0 } });
    expect(messenger.connectionNotice).toMatchObject({ state: { kind: 'online' }, caughtUp: true });
    messenger.close();
    await settled();
    expect(messenger.connectionNotice).toMatchObject({
      state: { kind: 'closed' },
      caughtUp: false,
    });
  });
});
