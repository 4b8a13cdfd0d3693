import { describe, expect, it } from 'vitest';
import { deadline } from '../src/connection/state.js';
import { message, refusal, Scenario, update, welcome } from './scenario.js';

const NEXT_YEAR = 365 * 24 * 3_600_000;

describe('connecting', () => {
  it('fetches a token, opens a socket and says hello with what it has', () => {
    const device = new Scenario({ position: 7, lastLocalSeq: 0, outgoing: [] });

    expect(device.tell({ kind: 'start' }).kinds()).toEqual(['changeState', 'fetchToken']);
    device.tell({ kind: 'tokenFetched', attempt: 1, token: 'good' });
    expect(device.only('openLink')).toMatchObject({ attempt: 1, gateway: 'ws://a' });
    device.tell({ kind: 'linkOpened', attempt: 1 });
    expect(device.said).toEqual([
      { hello: { token: 'good', deviceId: 'phone', since: 7, client: 'test' } },
    ]);
    expect(device.welcomed().only('changeState').state).toMatchObject({
      kind: 'online',
      gateway: 'ws://a',
      userId: 'ann',
    });
  });

  it.each([
    ['a token', (d: Scenario) => d.tell({ kind: 'start' })],
    ['the socket', (d: Scenario) => d.opening()],
    ['the welcome', (d: Scenario) => d.greeting()],
  ])('gives up an attempt when %s takes too long', (_, begin) => {
    const device = begin(new Scenario());

    device.wait(9_999);
    expect(device.effects).toEqual([]);
    device.wait(1);
    expect(device.only('closeLink').alive).toBe(false);
    expect(device.only('changeState').state).toMatchObject({
      kind: 'waiting',
      reason: 'no answer in time',
    });
  });

  it('waits and tries again when there is no token', () => {
    const device = new Scenario().tell({ kind: 'start' });

    device.tell({ kind: 'tokenFailed', attempt: 1, reason: 'server down' });
    expect(device.only('changeState').state).toMatchObject({ reason: 'no token: server down' });
    device.wait(1_000);
    expect(device.kinds()).toEqual(['changeState', 'fetchToken']);
  });

  it('goes to the next gateway after a loss, and round again', () => {
    const device = new Scenario().opening().closed(1006);
    const gateways: string[] = [];
    for (let i = 0; i < 3; i++) {
      device.tell({ kind: 'wake' });
      device.tell({ kind: 'tokenFetched', attempt: device.state.attempt, token: 't' });
      gateways.push(device.only('openLink').gateway);
      device.closed(1006);
    }
    expect(gateways).toEqual(['ws://b', 'ws://a', 'ws://b']);
  });

  it('waits a random time below a ceiling that doubles up to the most', () => {
    const device = new Scenario().opening().closed(1006);
    const delays: number[] = [];
    for (let i = 0; i < 200; i++) {
      device.tell({ kind: 'wake' });
      device.tell({ kind: 'tokenFailed', attempt: device.state.attempt, reason: 'x' });
      const { state } = device.only('changeState');
      delays.push(state.kind === 'waiting' ? state.delay : NEXT_YEAR);
    }
    expect(delays[0]).toBeLessThan(2_000);
    expect(delays[1]).toBeLessThan(4_000);
    expect(Math.max(...delays)).toBeLessThan(32_000);
    expect(Math.max(...delays)).toBeGreaterThan(28_000);
    expect(Math.min(...delays.slice(10))).toBeLessThan(4_000);
  });

  it('starts the backoff anew after a connection that held, and only then', () => {
    const failed = new Scenario().opening();
    for (let i = 0; i < 10; i++) {
      failed.closed(1006).reconnect();
    }
    const short = Object.assign(new Scenario(), { state: failed.state, now: failed.now });
    const long = Object.assign(new Scenario(), { state: failed.state, now: failed.now });

    expect(short.welcomed().closed(1006).state.backoff.failures).toBe(11);
    long.welcomed();
    long.now += 32_000;
    expect(long.closed(1006).state.backoff.failures).toBe(1);
  });

  it.each([4400, 4401, 4403, 4408, 4413, 4429, 4499])('stops at the terminal code %d', (code) => {
    const device = new Scenario().greeting().closed(code);

    expect(device.only('changeState').state).toMatchObject({ kind: 'closed', closeCode: code });
    expect(deadline(device.state)).toBe(Infinity);
    expect(
      device.tell({ kind: 'wake' }).tell({ kind: 'offline' }).tell({ kind: 'tick' }).effects,
    ).toEqual([]);
    expect(device.tell({ kind: 'close' }).effects).toEqual([]);
  });

  it.each([1000, 1002, 1006, 1012, 4000, 4001, 4002, 4003, 4099, 4500])(
    'comes back after the code %d',
    (code) => {
      const device = new Scenario().online().closed(code);
      expect(device.only('changeState').state).toMatchObject({ kind: 'waiting', closeCode: code });
    },
  );

  it('comes back with a new token when a good one ran out', () => {
    const device = new Scenario().online().closed(4401);
    expect(device.only('changeState').state.kind).toBe('waiting');
  });

  it('gives the reason in words, also where the server gave none', () => {
    const reasonOf = (code: number, words = '') => {
      const { state } = new Scenario().online().closed(code, words).only('changeState');
      return state.kind === 'waiting' ? state.reason : '';
    };
    expect(reasonOf(4000)).toBe('going away');
    expect(reasonOf(1006)).toBe('cut');
    expect(reasonOf(1011)).toBe('closed with 1011');
    expect(reasonOf(4000, 'update')).toBe('update');
  });

  it('leaves after goodbye at the time that the gateway gave, and comes back at once', () => {
    const device = new Scenario().online().hears({ goodbye: { reconnectAfterMs: 700 } });

    device.wait(699);
    expect(device.effects).toEqual([]);
    device.wait(1);
    expect(device.only('closeLink').alive).toBe(true);
    expect(device.kinds().at(-1)).toBe('fetchToken');
  });

  it('waits as long as a gateway says that declines it', () => {
    const device = new Scenario();
    device
      .greeting()
      .hears(refusal('unavailable', { retryAfterMs: 7_000 }))
      .closed(4000);
    expect(device.only('changeState').state).toMatchObject({ kind: 'waiting', delay: 7_000 });
    device.reconnect().closed(4000);
    expect(device.only('changeState').state).not.toMatchObject({ delay: 7_000 });
  });

  it('keeps to the hint of goodbye when the socket ends before it', () => {
    const device = new Scenario().online().hears({ goodbye: { reconnectAfterMs: 5_000 } });
    device.wait(2_000);
    expect(device.closed(4000).only('changeState').state).toMatchObject({ delay: 3_000 });
  });

  it('asks for a sign of life in silence, and holds the connection for dead without one', () => {
    const device = new Scenario().online({ idleMs: 25_000 });

    device.wait(25_000);
    expect(device.said).toEqual([{ ping: { ref: 'alive-1' } }]);
    device.wait(9_999);
    expect(device.effects).toEqual([]);
    device.wait(1);
    expect(device.only('closeLink').alive).toBe(false);
    expect(device.only('changeState').state).toMatchObject({ reason: 'no sign of life' });
  });

  it('leaves a gateway that says nothing after a message before the silence is long', () => {
    const device = new Scenario().online().send('m1');

    device.wait(9_999);
    expect(device.effects).toEqual([]);
    device.wait(1);
    expect(device.only('changeState').state).toMatchObject({ reason: 'no sign of life' });
  });

  it('lives on with any frame', () => {
    const device = new Scenario().online();

    device.wait(25_000);
    device.hears({ pong: { ref: 'alive-1', serverTime: 0 } });
    device.wait(24_999);
    expect(device.effects).toEqual([]);
    device.wait(1);
    expect(device.said).toHaveLength(1);
  });

  it('takes usual limits if welcome gives none', () => {
    const device = new Scenario().greeting();
    const { limits: _, ...bare } = welcome();
    device.hears({ welcome: { ...bare, limits: undefined } });
    expect(device.state.window).toBe(16);
    expect(deadline(device.state)).toBe(device.now + 25_000);
  });

  it('does not wait when a network comes back or someone looks', () => {
    const waiting = new Scenario().opening().closed(1006);
    expect(waiting.tell({ kind: 'wake' }).kinds()).toContain('fetchToken');

    const online = new Scenario().online();
    expect(online.tell({ kind: 'wake' }).said).toEqual([{ ping: { ref: 'alive-1' } }]);
    expect(online.tell({ kind: 'wake' }).effects).toEqual([]);

    expect(new Scenario().greeting().tell({ kind: 'wake' }).effects).toEqual([]);
  });

  it('gives its socket up when the device loses the network', () => {
    const device = new Scenario().online().tell({ kind: 'offline' });

    expect(device.only('closeLink').alive).toBe(false);
    expect(device.only('changeState').state).toMatchObject({ reason: 'the device is offline' });
    expect(device.tell({ kind: 'offline' }).effects).toEqual([]);
    expect(new Scenario().tell({ kind: 'offline' }).effects).toEqual([]);
  });

  it('closes its socket with the application, and says what receipts are still to be said', () => {
    const device = new Scenario().online();
    device.tell({
      kind: 'receipt',
      conversationId: 'd:ann:bob',
      cursors: { delivered: 0, read: 3 },
    });

    device.tell({ kind: 'close' });
    expect(device.said).toEqual([{ receipt: { conversationId: 'd:ann:bob', read: 3 } }]);
    expect(device.kinds()).toEqual(['sendFrame', 'closeLink', 'changeState']);
    expect(
      new Scenario().tell({ kind: 'close', reason: 'enough' }).only('changeState').state,
    ).toMatchObject({
      reason: 'enough',
    });
  });

  it('lets an old attempt change nothing', () => {
    const device = new Scenario().online().closed(1006).reconnect().welcomed();
    const before = device.state;
    device.tell({ kind: 'tokenFetched', attempt: 1, token: 'old' });
    device.tell({ kind: 'tokenFailed', attempt: 1, reason: 'old' });
    device.tell({ kind: 'linkOpened', attempt: 1 });
    device.tell({ kind: 'linkClosed', attempt: 1, code: 4400, reason: '' });
    device.tell({ kind: 'frame', attempt: 1, frame: update(1) });
    device.tell({ kind: 'garbage', attempt: 1 });
    expect(device.state).toBe(before);
  });

  it('lets nothing but its own turn happen in a phase', () => {
    const stopped = new Scenario().tell({ kind: 'close' });
    const before = stopped.state;
    stopped.tell({ kind: 'tokenFetched', attempt: 0, token: 't' });
    stopped.tell({ kind: 'tokenFailed', attempt: 0, reason: 'x' });
    stopped.tell({ kind: 'linkOpened', attempt: 0 });
    stopped
      .closed(1006)
      .hears(update(1))
      .hears({ goodbye: { reconnectAfterMs: 1 } });
    expect(stopped.state).toBe(before);
    expect(stopped.effects).toEqual([]);
    expect(new Scenario().greeting().hears({ goodbye: { reconnectAfterMs: 1 } }).effects).toEqual(
      [],
    );
    expect(new Scenario().tell({ kind: 'tick' }).effects).toEqual([]);
    expect(deadline(new Scenario().state)).toBe(Infinity);
  });

  it('does not trust a stream with garbage in it', () => {
    const device = new Scenario().online().tell({ kind: 'garbage', attempt: 1 });
    expect(device.kinds()).toEqual(['closeLink', 'changeState']);
  });

  it('skips what a later version of the protocol says', () => {
    const device = new Scenario().online();
    expect(device.hears({ poll: {} } as never).effects).toEqual([]);
  });

  it('announces errors that belong to nothing', () => {
    const device = new Scenario().online().hears(refusal('bad_frame'));
    expect(device.only('announce').frame.error?.code).toBe('bad_frame');
  });

  it('passes presence and typing on', () => {
    const device = new Scenario().online();
    device.hears({ presence: { userId: 'bob', online: true } });
    expect(device.only('announce').frame.presence?.online).toBe(true);
    device.hears({ typing: { conversationId: 'd:ann:bob', userId: 'bob', on: true } });
    expect(device.only('announce').frame.typing?.userId).toBe('bob');
  });

  it('says signals now or never', () => {
    const frame = { typing: { conversationId: 'd:ann:bob', on: true } };
    const device = new Scenario().opening().tell({ kind: 'signal', frame });
    expect(device.effects).toEqual([]);
    device.tell({ kind: 'linkOpened', attempt: 1 }).welcomed();
    expect(device.said).toEqual([]);
    expect(device.tell({ kind: 'signal', frame }).said).toEqual([frame]);
  });

  it('never changes a state that was given to it', () => {
    const frozen = deepFreeze(new Scenario().online().send('m1', 'm2').state);
    const device = Object.assign(new Scenario(), { state: frozen });
    device.hears({ accepted: { clientMessageId: 'm1' } }).hears(update(1, message(1, 'ann')));
    expect(frozen.outbox.messages).toHaveLength(2);
    expect(device.state.outbox.messages).toHaveLength(1);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) {
      deepFreeze(inner);
    }
    Object.freeze(value);
  }
  return value;
}
