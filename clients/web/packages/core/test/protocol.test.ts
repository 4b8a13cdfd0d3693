import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countUnread, emptyConversation, unbroken } from '../src/messenger/fold.js';
import { directConversation, isName, peerOf, utf8Length } from '../src/mod.js';
import { decode, encode } from '../src/protocol/codec.js';
import { CLOSE_REASONS, ERROR_CODES, isTerminal } from '../src/protocol/codes.js';
import { message } from './scenario.js';

const DOCS = readFileSync(new URL('../../../../../docs/protocol.md', import.meta.url), 'utf8');

describe('the protocol', () => {
  it('has the codes that its documentation lists', () => {
    const errors = [...DOCS.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
    expect(errors).toEqual(expect.arrayContaining([...ERROR_CODES]));

    const closes = [...DOCS.matchAll(/\| (4\d{3}) \| ([^|]+) \|/g)].map(([, code]) => Number(code));
    expect(Object.keys(CLOSE_REASONS).map(Number)).toEqual(closes.sort((a, b) => a - b));
    expect(closes.filter(isTerminal)).toEqual(closes.filter((code) => code >= 4400));
  });

  it('writes a frame as its JSON mapping', () => {
    expect(encode({ ping: { ref: 'a' } })).toBe('{"ping":{"ref":"a"}}');
  });

  it.each(['', '[]', 'null', '1', '{}', '{"a":{},"b":{}}', '{"pong":'])(
    'takes %j for no frame',
    (text) => {
      expect(decode(text)).toBeUndefined();
    },
  );

  it('reads payloads in pages and lists, and pages without messages', () => {
    const said = { ...message(1), text: undefined, payload: 'AQ==' };
    const page = { ref: '', conversationId: '', messages: [said, message(2)], hasMore: false };
    const read = decode(JSON.stringify({ historyPage: page }))?.historyPage?.messages;
    expect(read?.map(({ payload }) => payload)).toEqual([new Uint8Array([1]), undefined]);

    const list = {
      ref: '',
      conversations: [{ conversationId: 'a', lastMessage: said }, { conversationId: 'b' }],
    };
    const conversations = decode(JSON.stringify({ conversationList: list }))?.conversationList
      ?.conversations;
    expect(conversations?.[0]?.lastMessage?.payload).toEqual(new Uint8Array([1]));
    expect(decode('{"historyPage":{"ref":"1"}}')?.historyPage?.messages).toEqual([]);
    expect(decode('{"conversationList":{"ref":"1"}}')?.conversationList?.conversations).toEqual([]);
  });

  it('counts the bytes of a text as a server does', () => {
    for (const text of ['abc', 'äß', '€', '👩‍👩‍👧', '']) {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    }
  });

  it('names a conversation the same for both', () => {
    expect(directConversation('bob', 'ann')).toBe('d:ann:bob');
    expect(directConversation('ann', 'bob')).toBe('d:ann:bob');
    expect(directConversation('Zoe', 'ann')).toBe('d:Zoe:ann');
    expect([peerOf('d:ann:bob', 'ann'), peerOf('d:ann:bob', 'bob')]).toEqual(['bob', 'ann']);
  });

  it('knows what may be a name', () => {
    expect(['ann', 'A.b_c-9', 'x'.repeat(64)].every(isName)).toBe(true);
    expect(['', 'x'.repeat(65), 'a b', 'a:b', 'ü', '<b>'].some(isName)).toBe(false);
  });
});

describe('messages at hand', () => {
  const seqs = (...all: number[]) => all.map((seq) => message(seq));

  it('are unbroken as far as they follow each other', () => {
    expect(unbroken(seqs(1, 2, 4, 5), 6)).toEqual(seqs(4, 5));
    expect(unbroken(seqs(1, 2), 6)).toEqual([]);
    expect(unbroken([], 6)).toEqual([]);
  });

  it('count as unread only if none is missing, or there are too many anyway', () => {
    const chat = { ...emptyConversation('d:ann:bob'), lastSeq: 300, read: 10, unread: 50 };
    const many = seqs(...Array.from({ length: 200 }, (_, i) => i + 101));
    expect(countUnread(chat, many, 'ann').unread).toBe(100);
    expect(countUnread(chat, many, 'bob').unread).toBe(50);
    expect(countUnread({ ...chat, read: 298 }, seqs(299, 300), 'ann').unread).toBe(2);
    expect(countUnread({ ...chat, read: 297 }, seqs(299, 300), 'ann').unread).toBe(50);
  });
});
