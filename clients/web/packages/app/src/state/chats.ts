import {
  type ConnectionState,
  type Conversation,
  directConversation,
  type Message,
  type MessengerStore,
  type Notice,
  type Outgoing,
  type Presence,
  peerOf,
  type Visibility,
} from '@parley/core';
import { batch, createMemo } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { Engine } from '../engine/engine.ts';
import type { Unsent, UnsentStore } from './unsent.ts';

const TYPING_SHOWN_MS = 6_000;
/** While the list scrolls, who is on the screen changes with every row. */
const LOOK_SETTLES_MS = 200;

interface State {
  conversations: Record<string, Conversation>;
  outgoing: Record<string, Outgoing>;
  drafts: Record<string, string>;
  typing: Record<string, boolean>;
  presence: Record<string, Presence>;
  /** Why the last wish to block somebody, or not to, came to nothing; empty if it didn't. */
  problems: Record<string, string>;
  connection: { state: ConnectionState; caughtUp: boolean; visibility: Visibility } | undefined;
}

export type Chats = Awaited<ReturnType<typeof openChats>>;

/** What the screen shows, as signals: first what the device knows, then what it hears. */
export async function openChats(
  user: string,
  store: MessengerStore,
  unsent: UnsentStore,
  engine: Engine,
) {
  // What changes while the store is read must not be missed; it comes after what was read.
  let hear = (notice: Notice): void => void early.push(notice);
  const early: Notice[] = [];
  engine.onNotice((notice) => hear(notice));
  const [conversations, outgoing, drafts] = await Promise.all([
    store.conversations(),
    store.outgoing(),
    store.drafts(),
  ]);
  const [state, setState] = createStore<State>({
    conversations: Object.fromEntries(conversations.map((c) => [c.id, c])),
    outgoing: Object.fromEntries(outgoing.map((o) => [o.message.clientMessageId, o])),
    drafts: Object.fromEntries(drafts),
    typing: {},
    presence: {},
    problems: {},
    connection: undefined,
  });
  const messageListeners = new Set<(messages: readonly Message[], live: boolean) => void>();
  const typingEnds = new Map<string, ReturnType<typeof setTimeout>>();

  function showTyping(conversationId: string, on: boolean): void {
    clearTimeout(typingEnds.get(conversationId));
    setState('typing', conversationId, on);
    if (on) {
      const end = setTimeout(() => setState('typing', conversationId, false), TYPING_SHOWN_MS);
      typingEnds.set(conversationId, end);
    }
  }

  function take(notice: Notice): void {
    switch (notice.kind) {
      case 'changes':
        batch(() => change(notice));
        break;
      case 'connection':
        setState('connection', {
          state: notice.state,
          caughtUp: notice.caughtUp,
          visibility: notice.visibility,
        });
        if (notice.state.kind !== 'online') {
          setState('presence', reconcile({})); // of what one does not hear nothing is known
        }
        break;
      case 'typing':
        showTyping(notice.notice.conversationId, notice.notice.on);
        break;
      case 'presence':
        setState('presence', notice.presence.userId, notice.presence);
        break;
      case 'blockRefused':
        setState('problems', notice.conversationId, notice.refusal.message);
    }
  }

  function change(notice: Notice & { kind: 'changes' }): void {
    for (const conversation of notice.conversations) {
      if (conversation.blocked !== state.conversations[conversation.id]?.blocked) {
        setState('problems', conversation.id, ''); // whatever it was, it holds now
      }
      setState('conversations', conversation.id, conversation);
    }
    for (const one of notice.outgoing) {
      setState('outgoing', one.message.clientMessageId, one);
    }
    for (const id of notice.gone) {
      setState('outgoing', id, undefined as never);
    }
    for (const { from, conversationId } of notice.messages) {
      if (notice.live && from !== user) {
        showTyping(conversationId, false);
      }
    }
    if (notice.messages.length > 0) {
      for (const listener of messageListeners) {
        listener(notice.messages, notice.live);
      }
    }
  }

  hear = take;
  early.forEach(take);

  /** Of one conversation, in the order in which they will arrive. */
  const outgoingOf = (conversationId: string): readonly Outgoing[] =>
    Object.values(state.outgoing)
      .filter((one) => one?.conversationId === conversationId)
      .sort((a, b) => a.message.localSeq - b.message.localSeq);

  const lastTime = (id: string): number => state.conversations[id]?.lastMessage?.sentAt ?? 0;

  /** Ids, latest activity first. */
  const order = createMemo(() => {
    const times = new Map(Object.keys(state.conversations).map((id) => [id, lastTime(id)]));
    for (const one of Object.values(state.outgoing)) {
      if (one) {
        const { conversationId, createdAt } = one;
        times.set(conversationId, Math.max(createdAt, times.get(conversationId) ?? 0));
      }
    }
    return [...times].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  });

  const unread = createMemo(() =>
    Object.values(state.conversations).reduce((sum, conversation) => sum + conversation.unread, 0),
  );

  let localSeqs = Number.MAX_SAFE_INTEGER / 2;

  /** Shows the message at once; the device takes it right after. */
  function send(to: string, text: string): void {
    const message = { id: crypto.randomUUID(), to, text, at: Date.now() };
    unsent.add(message);
    handIn(message, false);
  }

  function handIn({ id, to, text, at }: Unsent, again: boolean): void {
    const conversationId = directConversation(user, to);
    localSeqs += 1; // after all that have a number; the device gives it its own
    const message = { to, text, clientMessageId: id, localSeq: localSeqs, contentType: '' };
    if (!again) {
      setState('outgoing', id, { message, conversationId, createdAt: at, fate: 'waiting' });
    }
    engine
      .do({ kind: 'send', id, to, text, again })
      .then(() => saveDraft(conversationId, ''))
      .catch((failure: Error) => {
        const refusal = { code: 'internal', message: failure.message, remedy: '' };
        const record = {
          message,
          conversationId,
          createdAt: at,
          fate: 'refused',
          refusal,
        } as const;
        setState('outgoing', id, record);
      })
      .finally(() => unsent.remove(id));
  }

  /** A refused message again, under a new id. */
  function retry({ message, conversationId }: Outgoing): void {
    void engine.do({ kind: 'discard', id: message.clientMessageId });
    send(peerOf(conversationId, user), message.text ?? '');
  }

  /** Not shown before it holds: the user must be able to rely on it. */
  function block(conversationId: string, on: boolean): void {
    setState('problems', conversationId, '');
    void engine.do({ kind: 'block', conversationId, on });
  }

  for (const message of unsent.all()) {
    handIn(message, true);
  }

  const looks = new Map<string, number>();
  let lookTimer: ReturnType<typeof setTimeout> | undefined;

  /** This person's presence is shown until the returned function is called. */
  function look(peer: string): () => void {
    const count = (more: number) => {
      const times = (looks.get(peer) ?? 0) + more;
      if (times > 0) {
        looks.set(peer, times);
      } else {
        looks.delete(peer);
      }
      clearTimeout(lookTimer);
      lookTimer = setTimeout(() => {
        engine.looksAt([...looks.keys()]);
      }, LOOK_SETTLES_MS);
    };
    count(1);
    return () => count(-1);
  }

  async function saveDraft(conversationId: string, text: string): Promise<void> {
    setState('drafts', conversationId, text);
    await store.saveDraft(conversationId, text);
  }

  return {
    user,
    state,
    order,
    unread,
    outgoingOf,
    send,
    retry,
    block,
    saveDraft,
    /** Messages that came, live or fetched; returns how to stop listening. */
    onMessages(listener: (messages: readonly Message[], live: boolean) => void): () => void {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    stored: (conversationId: string, before: number, limit: number) =>
      store.messages(conversationId, 0, before, limit),
    fetch: (conversationId: string, before: number, limit: number) =>
      engine.do({ kind: 'fetch', conversationId, before, limit }),
    discard: (id: string) => engine.do({ kind: 'discard', id }),
    read: (conversationId: string, seq: number) => engine.do({ kind: 'read', conversationId, seq }),
    typing: (conversationId: string, on: boolean) =>
      engine.do({ kind: 'typing', conversationId, on }),
    look,
    setVisibility: (visibility: Visibility) => engine.do({ kind: 'visibility', visibility }),
  };
}
