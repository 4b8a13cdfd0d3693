import { describe, expect, it } from 'vitest';
import { draft, message, refusal, Scenario, update } from './scenario.js';

const accepted = (clientMessageId: string) => ({ accepted: { clientMessageId } });

describe('sending', () => {
  it('remembers a message before it is sent, with the next localSeq', () => {
    const device = new Scenario({ position: 0, lastLocalSeq: 4, outgoing: [] }).online().send('m1');

    expect(device.kinds()).toEqual(['saveOutgoing', 'sendFrame']);
    expect(device.only('saveOutgoing').message.localSeq).toBe(5);
    expect(device.said).toEqual([{ send: { ...draft('m1'), localSeq: 5 } }]);
  });

  it('keeps what is said before it is online, and sends it in order', () => {
    const device = new Scenario().greeting().send('m1', 'm2', 'm3').welcomed();
    expect(device.sentIds).toEqual(['m1', 'm2', 'm3']);
  });

  it('settles a message when it is accepted, whatever the case of its id', () => {
    const device = new Scenario().online().send('ab-1').hears(accepted('AB-1'));
    expect(device.effects).toEqual([{ kind: 'settle', id: 'ab-1', refusal: undefined }]);
    expect(device.hears(accepted('ab-1')).effects).toEqual([]);
  });

  it('takes its own update for accepted, which may come later or never', () => {
    const device = new Scenario().online().send('m1');
    device.hears(update(1, message(1, 'ann', { fromDevice: 'phone', clientMessageId: 'm1' })));
    expect(device.kinds()).toEqual(['settle', 'announce']);
    expect(device.hears(accepted('m1')).effects).toEqual([]);
  });

  it('does not take the update of another device for its own', () => {
    const device = new Scenario().online().send('m1');
    device.hears(update(1, message(1, 'ann', { fromDevice: 'laptop', clientMessageId: 'm1' })));
    expect(device.kinds()).toEqual(['announce']);
  });

  it('resends in order with the same ids and localSeqs after a reconnect', () => {
    const device = new Scenario().online().send('m1', 'm2', 'm3').hears(accepted('m2'));
    device.closed(1006).send('m4').reconnect().welcomed();

    expect(device.said.map(({ send }) => [send?.clientMessageId, send?.localSeq])).toEqual([
      ['m1', 1],
      ['m3', 3],
      ['m4', 4],
    ]);
  });

  it('resends after a restart what was saved, in the order of localSeq', () => {
    const outgoing = [3, 2].map((localSeq) => ({ ...draft(`m${localSeq}`), localSeq }));
    const device = new Scenario({ position: 0, lastLocalSeq: 3, outgoing }).online();
    expect(device.sentIds).toEqual(['m2', 'm3']);
    expect(device.send('m9').said[0]?.send?.localSeq).toBe(4);
  });

  it('never has more messages unaccepted than the server takes', () => {
    const device = new Scenario()
      .greeting()
      .send('m1', 'm2', 'm3')
      .welcomed({ unacceptedSends: 2 });
    expect(device.sentIds).toEqual(['m1', 'm2']);
    expect(device.send('m4').sentIds).toEqual([]);
    expect(device.hears(accepted('m1')).sentIds).toEqual(['m3']);
    expect(device.hears(accepted('m2')).sentIds).toEqual(['m4']);
  });

  it('does not take a message twice', () => {
    const device = new Scenario().online().send('m1');
    expect(device.send('m1').effects).toEqual([]);
  });

  it.each([
    'conflict',
    'expired',
    'not_a_member',
    'blocked',
    'too_large',
    'invalid_argument',
    'unknown_code',
  ])('gives a message up at %s', (code) => {
    const device = new Scenario()
      .online()
      .send('m1')
      .hears(refusal(code, { clientMessageId: 'm1' }));
    expect(device.only('settle')).toMatchObject({ id: 'm1', refusal: { code } });
    expect(device.closed(1006).reconnect().welcomed().sentIds).toEqual([]);
  });

  it.each(['rate_limited', 'unavailable', 'not_ready', 'internal'])(
    'offers a message again after %s',
    (code) => {
      const device = new Scenario()
        .online()
        .send('m1')
        .hears(refusal(code, { clientMessageId: 'm1' }));
      expect(device.effects).toEqual([]);
      device.wait(999);
      expect(device.effects).toEqual([]);
      device.wait(1);
      expect(device.sentIds).toEqual(['m1']);
    },
  );

  it('holds everything back for as long as the server says, so that the order stays', () => {
    const device = new Scenario().online().send('m1');
    device.hears(refusal('rate_limited', { clientMessageId: 'm1', retryAfterMs: 5_000 }));
    expect(device.send('m2').sentIds).toEqual([]);
    device.wait(5_000);
    expect(device.sentIds).toEqual(['m1', 'm2']);
  });

  it('announces a late no to what was accepted', () => {
    const device = new Scenario().online().send('m1').hears(accepted('m1'));
    device.hears(refusal('conflict', { clientMessageId: 'm1' }));
    expect(device.only('announce').frame.error?.clientMessageId).toBe('m1');
  });
});

describe('requests', () => {
  const frame = { history: { ref: '1', conversationId: 'd:ann:bob', limit: 10 } };
  const page = {
    historyPage: { ref: '1', conversationId: 'd:ann:bob', messages: [], hasMore: false },
  };

  it('are said when there is a connection, and again on each new one until they are answered', () => {
    const device = new Scenario().greeting().tell({ kind: 'request', ref: '1', frame });
    expect(device.effects).toEqual([]);
    expect(device.welcomed().said).toEqual([frame]);
    expect(device.closed(1006).reconnect().welcomed().said).toEqual([frame]);
    expect(device.hears(page).effects).toEqual([{ kind: 'answer', ref: '1', frame: page }]);
    expect(device.hears(page).effects).toEqual([]);
    expect(device.closed(1006).reconnect().welcomed().said).toEqual([]);
  });

  it('are said at once while online, and may be answered by an error', () => {
    const device = new Scenario().online().tell({ kind: 'request', ref: '1', frame });
    expect(device.said).toEqual([frame]);
    const no = refusal('not_a_member', { ref: '1' });
    expect(device.hears(no).effects).toEqual([{ kind: 'answer', ref: '1', frame: no }]);
  });

  it('may be for conversations or a pong', () => {
    const device = new Scenario().online();
    device.tell({ kind: 'request', ref: '2', frame: { conversations: { ref: '2', limit: 1 } } });
    device.hears({ conversationList: { ref: '2', conversations: [] } });
    expect(device.only('answer').ref).toBe('2');
    device.tell({ kind: 'request', ref: '3', frame: { ping: { ref: '3' } } });
    expect(device.hears({ pong: { ref: '3', serverTime: 1 } }).only('answer').ref).toBe('3');
  });
});
