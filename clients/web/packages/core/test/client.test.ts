import { beforeEach, describe, expect, it } from 'vitest';
import { Client, type ClientOptions, ClosedError, MemoryStore, RefusedError } from '../src/mod.js';
import type { ServerFrame } from '../src/protocol/frames.js';
import { FakeHost, FakeServer, settled } from './fake-server.js';
import { receipt, refusal, update } from './scenario.js';

describe('a client', () => {
  let host: FakeHost;
  let server: FakeServer;
  let store: MemoryStore;
  let heard: ServerFrame[];
  let states: string[];

  beforeEach(() => {
    host = new FakeHost();
    server = new FakeServer();
    store = new MemoryStore('ann', () => 0);
    heard = [];
    states = [];
  });

  async function start(more: Partial<ClientOptions> = {}): Promise<Client> {
    const client = await Client.connect({
      gateways: ['ws://gateway'],
      deviceId: 'phone',
      token: async () => 'token',
      store,
      transport: server,
      host,
      listener: {
        news: (frames) => void heard.push(...frames),
        state: ({ kind }) => states.push(kind),
      },
      ...more,
    });
    await settled();
    return client;
  }

  async function online(more: Partial<ClientOptions> = {}): Promise<Client> {
    const client = await start(more);
    await server.last.welcome();
    return client;
  }

  it('connects with the JSON protocol and tells where it is', async () => {
    await online();
    expect(server.addresses).toEqual(['ws://gateway/v1/connect parley.v1.json']);
    expect(server.last.of('hello')).toMatchObject([
      { token: 'token', deviceId: 'phone', since: 0 },
    ]);
    expect(states).toEqual(['connecting', 'online']);
  });

  it('fulfils a send when it is accepted, also on a later connection', async () => {
    const client = await online();
    const draft = client.draft('bob', 'hi');
    const sent = client.send(draft);
    await settled();
    await server.last.close(1006);
    await host.advance(1_000);
    await server.last.welcome();

    expect(server.last.of('send')).toMatchObject([{ to: 'bob', text: 'hi', localSeq: 1 }]);
    await server.last.say({ accepted: { clientMessageId: draft.clientMessageId } });
    await expect(sent).resolves.toBeUndefined();
    expect((await store.load()).outgoing).toEqual([]);
  });

  it('fails a send that is refused', async () => {
    const client = await online();
    const draft = client.draft('bob', 'hi');
    const sent = expect(client.send(draft)).rejects.toThrow(RefusedError);
    await server.last.say(refusal('conflict', { clientMessageId: draft.clientMessageId }));
    await sent;
  });

  it('refuses at once what would never be accepted', async () => {
    const client = await online();
    expect(() => client.send(client.draft('bob', ''))).toThrow(
      'text: 0 bytes (expected: 1 to 16384)',
    );
    expect(() => client.send(client.draft('bob', 'ü'.repeat(8193)))).toThrow('16386 bytes');
    await expect(start({ gateways: [] })).rejects.toThrow('gateways: empty');
  });

  it('says a payload in base64 and gives it back as bytes', async () => {
    const client = await online();
    const payload = new Uint8Array([0, 255, 7]);
    const { text: _, ...empty } = client.draft('bob', 'x');
    void client.send({ ...empty, payload, contentType: 'a/b' });
    await settled();
    expect(server.last.of('send')[0]?.payload).toBe('AP8H');

    await server.last.garbage(
      '{"update":{"position":1,"message":{"conversationId":"d:ann:bob","seq":1,"from":"bob","payload":"AP8H"}}}',
    );
    expect(heard[0]?.update?.message?.payload).toEqual(payload);
  });

  it('hands over what came in batches, and remembers the position after each', async () => {
    const batches: number[] = [];
    let release = () => {};
    const news = (frames: readonly ServerFrame[]) => {
      batches.push(frames.length);
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    await online({ listener: { news, state: () => {} } });
    await server.last.say(update(1), update(2), update(3));
    expect((await store.load()).position).toBe(0);

    release();
    await settled();
    expect((await store.load()).position).toBe(1);
    release();
    await settled();
    expect(batches).toEqual([1, 2]);
    expect((await store.load()).position).toBe(3);
    await host.advance(50);
    expect(server.last.of('receipt')).toEqual([{ conversationId: 'd:ann:bob', delivered: 3 }]);
  });

  it('goes on where an earlier run of the device ended', async () => {
    await store.savePosition(5);
    const { draft } = { draft: { to: 'bob', clientMessageId: 'm1', text: 'hi', contentType: '' } };
    await store.saveOutgoing({ ...draft, localSeq: 9 });
    await online();
    expect(server.last.of('hello')[0]?.since).toBe(5);
    expect(server.last.of('send')).toMatchObject([{ clientMessageId: 'm1', localSeq: 9 }]);
  });

  it('asks for pages, and gives their answer or their refusal', async () => {
    const client = await online();
    const page = client.history('d:ann:bob', 10, 5);
    const list = client.conversations('next', 20);
    const pong = client.ping();
    const refused = expect(client.history('d:x:y', undefined, 5)).rejects.toThrow(
      'not_a_member: no',
    );
    await settled();
    expect(server.last.of('history')).toMatchObject([
      { before: 10, limit: 5 },
      { conversationId: 'd:x:y' },
    ]);
    expect(server.last.of('conversations')).toMatchObject([{ after: 'next', limit: 20 }]);

    await server.last.say(
      { historyPage: { ref: '1', conversationId: 'd:ann:bob', messages: [], hasMore: true } },
      { conversationList: { ref: '2', conversations: [] } },
      { pong: { ref: '3', serverTime: 7 } },
      refusal('not_a_member', { ref: '4' }),
    );
    expect((await page).hasMore).toBe(true);
    expect((await list).after).toBeUndefined();
    expect((await pong).serverTime).toBe(7);
    await refused;
  });

  it('says read, typing and presence', async () => {
    const client = await online();
    client.receipt('d:ann:bob', { read: 3 });
    client.signal({ typing: { conversationId: 'd:ann:bob', on: true } });
    await host.advance(50);
    expect(server.last.of('receipt')).toEqual([{ conversationId: 'd:ann:bob', read: 3 }]);
    expect(server.last.of('typing')).toHaveLength(1);
  });

  it('says a block once, under the ref that an error repeats', async () => {
    const client = await start();
    client.block('d:ann:bob', true);
    await server.last.welcome();
    expect(server.last.of('block'), 'lost without a connection').toEqual([]);

    const ref = client.block('d:ann:bob', false);
    await settled();
    expect(server.last.of('block')).toEqual([{ ref, conversationId: 'd:ann:bob', on: false }]);
    await server.last.say(refusal('unavailable', { ref, retryAfterMs: 1_000 }));
    expect(heard).toMatchObject([{ error: { ref } }]);
    await host.advance(1_000);
    expect(server.last.of('block')).toHaveLength(1);
  });

  it('comes back at once when it is woken, and leaves a dead network', async () => {
    const client = await online();
    client.offline();
    await settled();
    expect(server.last.open).toBe(false);
    client.wake();
    await settled();
    expect(server.sockets).toHaveLength(2);
  });

  it('starts over from the last good position after garbage', async () => {
    await online();
    await server.last.say(update(1));
    await server.last.garbage('{"update":');
    await server.last.close(1000);
    await host.advance(1_000);
    await server.last.accept();
    expect(server.last.of('hello')[0]?.since).toBe(1);
  });

  it('fails what waits for an answer when it ends for good', async () => {
    const client = await online();
    const sent = expect(client.send(client.draft('bob', 'hi'))).rejects.toThrow(ClosedError);
    const asked = expect(client.ping()).rejects.toThrow('bad frame');
    await settled();
    await server.last.close(4400);
    await sent;
    await asked;
    await expect(client.ping()).rejects.toThrow('bad frame');
    expect(states.at(-1)).toBe('closed');
    expect((await store.load()).outgoing).toHaveLength(1);
  });

  it('tries again when it gets no token', async () => {
    const tokens = [
      () => Promise.reject(new Error('503')),
      () => Promise.reject('gone'),
      () => Promise.resolve('t'),
    ];
    await start({ token: () => tokens.shift()?.() ?? Promise.resolve('t') });
    expect(states).toEqual(['connecting', 'waiting']);
    await host.advance(3_000);
    expect(server.sockets).toHaveLength(1);
  });

  it('ends rather than promise what it could not store', async () => {
    store.savePosition = () => Promise.reject(new Error('disk full'));
    let reason = '';
    const state = (s: { kind: string; reason?: string }) => {
      reason = s.reason ?? '';
    };
    await online({ listener: { news: () => {}, state } });
    await server.last.say(update(1));
    expect(reason).toBe('not stored: disk full');
    expect(server.last.open).toBe(false);
  });

  it('ends when the application could not take the news', async () => {
    let reason = '';
    const news = () => Promise.reject(new Error('no room'));
    await online({ listener: { news, state: (s) => (reason = 'reason' in s ? s.reason : '') } });
    await server.last.say(receipt(1, 'bob', 1, 1));
    expect(reason).toBe('not stored: no room');
    expect((await store.load()).position).toBe(0);
  });

  it('closes when it is told to', async () => {
    const client = await online();
    client.close();
    await settled();
    expect(server.last.open).toBe(false);
    expect(states.at(-1)).toBe('closed');
  });
});
