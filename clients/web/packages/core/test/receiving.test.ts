import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../src/protocol/frames.js';
import { blocking, message, receipt, Scenario, update } from './scenario.js';

const handled = (...frames: ServerFrame[]) => ({ kind: 'handled', frames }) as const;

describe('receiving', () => {
  it('announces each position once, and remembers it when the application is done', () => {
    const device = new Scenario().online().hears(update(1));
    expect(device.kinds()).toEqual(['announce']);
    expect(device.hears(update(1)).effects).toEqual([]);
    expect(device.tell(handled(update(1))).only('savePosition').position).toBe(1);
  });

  it('saves the position once for a batch', () => {
    const device = new Scenario()
      .online()
      .tell(handled(update(4), update(5), { caughtUp: { position: 5 } }));
    expect(device.effects).toEqual([{ kind: 'savePosition', position: 5 }]);
    expect(device.tell(handled({ caughtUp: { position: 5 } })).effects).toEqual([]);
  });

  it('asks on the next connection for what follows the last one it announced', () => {
    const device = new Scenario()
      .online()
      .hears(update(1))
      .hears(update(2))
      .closed(1006)
      .reconnect();
    expect(device.said[0]?.hello?.since).toBe(2);
  });

  it('does not trust a stream with a gap, and asks again from before it', () => {
    const device = new Scenario().online().hears(update(1)).hears(update(3));
    expect(device.kinds()).toEqual(['closeLink', 'changeState']);
    expect(device.only('changeState').state).toMatchObject({ reason: 'a gap in the feed' });
    expect(device.reconnect().said[0]?.hello?.since).toBe(1);
  });

  it('gives who is blocked its place in the feed, as it does messages', () => {
    const device = new Scenario()
      .online()
      .hears(update(1))
      .hears(blocking(2, true, 1));
    expect(device.kinds()).toEqual(['announce']);
    expect(device.hears(blocking(2, true, 1)).effects).toEqual([]);
    expect(device.tell(handled(blocking(2, true, 1))).only('savePosition').position).toBe(2);
    expect(device.hears(blocking(4, false, 2)).kinds()).toEqual(['closeLink', 'changeState']);
    expect(device.reconnect().said[0]?.hello?.since).toBe(2);
  });

  it('does not take caughtUp for more than it has', () => {
    expect(
      new Scenario()
        .online()
        .hears({ caughtUp: { position: 1 } })
        .kinds(),
    ).toContain('closeLink');
    expect(
      new Scenario()
        .online()
        .hears({ caughtUp: { position: 0 } })
        .kinds(),
    ).toEqual(['announce']);
  });

  it('goes on from where a resync says', () => {
    const device = new Scenario().online().hears({ resync: { position: 500 } });
    expect(device.kinds()).toEqual(['announce']);
    expect(device.tell(handled({ resync: { position: 500 } })).only('savePosition').position).toBe(
      500,
    );
    expect(device.hears(update(501)).kinds()).toEqual(['announce']);
  });
});

describe('receipts', () => {
  const read = (seq: number) =>
    ({
      kind: 'receipt',
      conversationId: 'd:ann:bob',
      cursors: { delivered: 0, read: seq },
    }) as const;

  it('say delivered for what the application has, in one frame for a burst', () => {
    const device = new Scenario().online();
    device.tell(handled(update(1), update(2), update(3)));
    expect(device.said).toEqual([]);
    device.wait(50);
    expect(device.said).toEqual([{ receipt: { conversationId: 'd:ann:bob', delivered: 3 } }]);
  });

  it('say nothing of own messages, nor where the application does it', () => {
    const own = new Scenario()
      .online()
      .tell(handled(update(1, message(1, 'ann'))))
      .wait(100);
    expect(own.said).toEqual([]);
    const manual = new Scenario(undefined, { confirmDelivery: false })
      .online()
      .tell(handled(update(1)));
    expect(manual.wait(100).said).toEqual([]);
  });

  it('join delivered and read of a conversation', () => {
    const device = new Scenario()
      .online()
      .tell(handled(update(1)))
      .tell(read(1))
      .wait(50);
    expect(device.said).toEqual([
      { receipt: { conversationId: 'd:ann:bob', delivered: 1, read: 1 } },
    ]);
  });

  it('only go forward', () => {
    const device = new Scenario().online().tell(read(5)).wait(50).tell(read(4)).wait(50);
    expect(device.said).toEqual([]);
  });

  it('are said again on a new connection until the own cursor came back', () => {
    const device = new Scenario()
      .online()
      .tell(read(5))
      .wait(50)
      .closed(1006)
      .reconnect()
      .welcomed();
    expect(device.said).toEqual([{ receipt: { conversationId: 'd:ann:bob', read: 5 } }]);

    device.tell(handled(receipt(1, 'ann', 4, 4)));
    expect(device.closed(1006).reconnect().welcomed().said).toHaveLength(1);
    device.tell(handled(receipt(1, 'bob', 5, 5)));
    expect(device.closed(1006).reconnect().welcomed().said).toHaveLength(1);
    device.tell(handled(receipt(2, 'ann', 5, 5)));
    expect(device.closed(1006).reconnect().welcomed().said).toEqual([]);
  });

  it('wait for a connection', () => {
    const device = new Scenario().greeting().tell(read(5)).wait(60);
    expect(device.said).toEqual([]);
    expect(device.welcomed().said).toHaveLength(1);
  });
});
