import { Client, type ClientOptions } from '../client/client.js';
import type { ConnectionState } from '../connection/state.js';
import type {
  ConversationSummary,
  Message,
  Presence,
  ServerFrame,
  Visibility,
  WireError,
} from '../protocol/frames.js';
import { directConversation } from '../protocol/ids.js';
import { PAGE_LIMIT_MAX } from '../protocol/limits.js';
import { waiting } from '../store/outgoing.js';
import type { Changes, Conversation, DeviceStore, MessengerStore } from '../store/store.js';
import { countUnread, emptyConversation, fold, foldSummary, unbroken } from './fold.js';
import type { Command, Notice } from './notice.js';

export interface MessengerOptions extends Omit<ClientOptions, 'listener' | 'store'> {
  readonly userId: string;
  readonly store: MessengerStore;
  readonly notify: (notice: Notice) => void;
}

const FIRST_PAGE = 50;
/** Half of what a connection may watch: so it does not matter in which order a frame is taken. */
const WATCHED_MAX = 100;
const DEFAULT_VISIBILITY: Visibility = { online: 'contacts', lastSeen: 'contacts' };
const NOT_CONNECTED: WireError = {
  code: 'unavailable',
  message: 'not connected',
  remedy: 'Try again when you are.',
};
const NO_CHANGES: Changes = { conversations: [], messages: [], gone: [] };

/**
 * A whole messenger without a screen: a client, and a store that it keeps equal to what the server
 * has. Whoever shows it reads the store and hears what changed.
 */
export class Messenger {
  private readonly options: MessengerOptions;
  private client: Client | undefined;
  private connection: Notice & { kind: 'connection' } = {
    kind: 'connection',
    state: { kind: 'connecting', gateway: '' },
    caughtUp: false,
    visibility: DEFAULT_VISIBILITY,
  };
  private watched: readonly string[] = [];
  private readonly seen = new Map<string, Presence>();
  private presence: 'active' | 'away' = 'active';
  /** Refs of blocks that this connection may still refuse, with their conversations. */
  private readonly blocks = new Map<string, string>();
  private readonly awaitingSave = new Map<string, () => void>();
  /** Ends when the last change of conversations is written: each builds on the one before. */
  private lastChange: Promise<unknown> = Promise.resolve();

  private constructor(options: MessengerOptions) {
    this.options = options;
  }

  static async start(options: MessengerOptions): Promise<Messenger> {
    const messenger = new Messenger(options);
    const { position } = await options.store.load();
    messenger.client = await Client.connect({
      ...options,
      store: messenger.tellingStore(),
      listener: {
        news: (frames) => messenger.news(frames),
        state: (state) => messenger.changed(state),
      },
    });
    if (position === 0) {
      // Beside the feed, so that a new device shows who there is first. It ends with the client.
      messenger.fetchConversations(false).catch(() => {});
    }
    return messenger;
  }

  /** The last connection notice, for whoever comes later. */
  get connectionNotice(): Notice {
    return this.connection;
  }

  /** Fulfilled when it is taken; a message is then in the store. */
  async do(command: Command): Promise<void> {
    switch (command.kind) {
      case 'send':
        await this.send(command);
        break;
      case 'discard':
        await this.write({ ...NO_CHANGES, gone: [command.id] });
        break;
      case 'read':
        this.running.receipt(command.conversationId, { read: command.seq });
        break;
      case 'typing': {
        const { conversationId, on } = command;
        this.running.signal({ typing: { conversationId, on } });
        break;
      }
      case 'watch':
        this.watch(command.users);
        break;
      case 'active':
        this.presence = command.active ? 'active' : 'away';
        this.sayPresence([]);
        break;
      case 'visibility': {
        const { visibility } = command;
        // Until the server confirms it: the next choice builds on this one.
        this.connection = { ...this.connection, visibility };
        this.options.notify(this.connection);
        this.running.signal({ presence: { subscribe: [], unsubscribe: [], visibility } });
        break;
      }
      case 'block':
        this.block(command.conversationId, command.on);
        break;
      case 'fetch':
        await this.fetch(command.conversationId, command.before, command.limit);
    }
  }

  wake(): void {
    this.client?.wake();
  }

  offline(): void {
    this.client?.offline();
  }

  close(): void {
    this.client?.close();
  }

  private get running(): Client {
    if (!this.client) {
      throw new TypeError('messenger: not started');
    }
    return this.client;
  }

  private async send({ id, to, text, again }: Command & { kind: 'send' }): Promise<void> {
    if (again && (await this.wasTaken(id, to))) {
      return;
    }
    const saved = new Promise<void>((resolve) => this.awaitingSave.set(id, resolve));
    const draft = { ...this.running.draft(to, text), clientMessageId: id };
    // Its fate is told from the store, as for messages of an earlier run.
    this.running.send(draft).catch(() => {});
    await saved;
  }

  /** On its way, or come back already: a while ago at most, so among the newest. */
  private async wasTaken(id: string, to: string): Promise<boolean> {
    const { store, userId } = this.options;
    const waiting = await store.outgoing();
    const chat = directConversation(userId, to);
    const newest = await store.messages(chat, 0, Number.POSITIVE_INFINITY, PAGE_LIMIT_MAX);
    return (
      waiting.some(({ message }) => message.clientMessageId === id) ||
      newest.some(({ clientMessageId }) => clientMessageId === id)
    );
  }

  /** The store as the client uses it; whoever shows it hears of each change. */
  private tellingStore(): DeviceStore {
    const { store } = this.options;
    return {
      load: () => store.load(),
      savePosition: (position) => store.savePosition(position),
      saveOutgoing: async (message) => {
        await store.saveOutgoing(message);
        this.awaitingSave.get(message.clientMessageId)?.();
        this.awaitingSave.delete(message.clientMessageId);
        const outgoing = [waiting(message, this.options.userId, Date.now())];
        this.options.notify({ kind: 'changes', ...NO_CHANGES, outgoing, live: true });
      },
      settleOutgoing: async (id, refusal) => {
        await store.settleOutgoing(id, refusal);
        await this.tellOutgoing(id);
      },
    };
  }

  private async tellOutgoing(id: string): Promise<void> {
    const all = await this.options.store.outgoing();
    const outgoing = all.filter(({ message }) => message.clientMessageId === id);
    this.options.notify({ kind: 'changes', ...NO_CHANGES, outgoing, live: true });
  }

  private watch(users: readonly string[]): void {
    const wanted = [...new Set(users)].slice(0, WATCHED_MAX);
    const subscribe = wanted.filter((user) => !this.watched.includes(user));
    const unsubscribe = this.watched.filter((user) => !wanted.includes(user));
    this.watched = wanted;
    for (const user of unsubscribe) {
      this.seen.delete(user);
    }
    for (const presence of this.seen.values()) {
      this.options.notify({ kind: 'presence', presence }); // whoever asks may have come later
    }
    if (subscribe.length + unsubscribe.length > 0) {
      this.sayPresence(subscribe, unsubscribe);
    }
  }

  private sayPresence(subscribe: readonly string[], unsubscribe: readonly string[] = []): void {
    this.client?.signal({ presence: { subscribe, unsubscribe, state: this.presence } });
  }

  /** Unlike typing, someone waits to see what comes of it. */
  private block(conversationId: string, on: boolean): void {
    if (this.connection.state.kind === 'online') {
      this.blocks.set(this.running.block(conversationId, on), conversationId);
    } else {
      this.options.notify({ kind: 'blockRefused', conversationId, refusal: NOT_CONNECTED });
    }
  }

  private changed(state: ConnectionState): void {
    const online = state.kind === 'online';
    // Of a new connection the default holds, unless the server says otherwise.
    const visibility = online ? DEFAULT_VISIBILITY : this.connection.visibility;
    this.connection = { kind: 'connection', state, caughtUp: false, visibility };
    this.seen.clear();
    this.blocks.clear();
    if (online) {
      this.sayPresence(this.watched); // a new connection knows nothing of it
    }
    this.options.notify(this.connection);
  }

  private async news(frames: readonly ServerFrame[]): Promise<void> {
    const resync = frames.findLastIndex(({ resync }) => resync);
    if (resync >= 0) {
      await this.take(frames.slice(0, resync));
      await this.rebuild();
    }
    await this.take(frames.slice(resync + 1)); // builds on what was rebuilt
  }

  private async take(frames: readonly ServerFrame[]): Promise<void> {
    const { notify } = this.options;
    await this.inTurn(() => this.fold(frames));
    for (const { caughtUp, typing, presence, visibility, error } of frames) {
      if (caughtUp) {
        this.connection = { ...this.connection, caughtUp: true };
        notify(this.connection);
      } else if (typing) {
        notify({ kind: 'typing', notice: typing });
      } else if (presence) {
        this.seen.set(presence.userId, presence);
        notify({ kind: 'presence', presence });
      } else if (visibility) {
        this.connection = { ...this.connection, visibility };
        notify(this.connection);
      } else if (error?.clientMessageId !== undefined) {
        await this.refusedLate(error.clientMessageId, error);
      } else if (error?.ref !== undefined) {
        this.refusedBlock(error.ref, error);
      }
    }
  }

  private refusedBlock(ref: string, refusal: WireError): void {
    const conversationId = this.blocks.get(ref);
    if (conversationId !== undefined) {
      this.blocks.delete(ref);
      this.options.notify({ kind: 'blockRefused', conversationId, refusal });
    }
  }

  /** Writes the updates of a batch at once. */
  private async fold(frames: readonly ServerFrame[]): Promise<void> {
    const { userId, deviceId } = this.options;
    const changed = new Map<string, Conversation>();
    const messages: Message[] = [];
    const toCount = new Set<string>();
    for (const { update } of frames) {
      const entry = update?.message ?? update?.receipt ?? update?.conversation;
      if (!update || !entry) {
        continue;
      }
      const id = entry.conversationId;
      const before = changed.get(id) ?? (await this.conversation(id));
      changed.set(id, fold(before, update, userId));
      if (update.message) {
        messages.push(update.message);
      } else if (update.receipt?.userId === userId && update.receipt.read > before.read) {
        toCount.add(id);
      }
    }
    if (changed.size === 0) {
      return;
    }
    const gone = messages
      .filter((message) => message.from === userId && message.fromDevice === deviceId)
      .map((message) => message.clientMessageId);
    await this.options.store.write({ conversations: [...changed.values()], messages, gone });
    for (const id of toCount) {
      changed.set(id, await this.counted(changed.get(id) ?? emptyConversation(id)));
    }
    const recounted = [...toCount].map((id) => changed.get(id) ?? emptyConversation(id));
    if (recounted.length > 0) {
      await this.options.store.write({ ...NO_CHANGES, conversations: recounted });
    }
    const conversations = [...changed.values()];
    this.options.notify({
      kind: 'changes',
      conversations,
      messages,
      outgoing: [],
      gone,
      live: true,
    });
  }

  private async counted(conversation: Conversation): Promise<Conversation> {
    const { store, userId } = this.options;
    const afterRead = await store.messages(
      conversation.id,
      conversation.read,
      conversation.lastSeq + 1,
      PAGE_LIMIT_MAX,
    );
    return countUnread(conversation, unbroken(afterRead, conversation.lastSeq + 1), userId);
  }

  /** Too much was missed: the conversations say where each stands; messages come when looked at. */
  private async rebuild(): Promise<void> {
    await this.fetchConversations(true);
    // What was accepted is in the history, out of reach of the feed that would have told.
    const outgoing = await this.options.store.outgoing();
    const gone = outgoing
      .filter(({ fate }) => fate === 'accepted')
      .map(({ message }) => message.clientMessageId);
    await this.write({ ...NO_CHANGES, gone });
  }

  private async fetchConversations(afterResync: boolean): Promise<void> {
    let after: string | undefined;
    do {
      const page = await this.running.conversations(after, after ? PAGE_LIMIT_MAX : FIRST_PAGE);
      await this.inTurn(() => this.takeOver(page.conversations, afterResync));
      after = page.after;
    } while (after !== undefined);
  }

  private async takeOver(
    summaries: readonly ConversationSummary[],
    afterResync: boolean,
  ): Promise<void> {
    const conversations: Conversation[] = [];
    for (const summary of summaries) {
      const known = await this.conversation(summary.conversationId);
      // Between the last version that is known and a resync there may have been more.
      const before = afterResync ? { ...known, blockVersion: 0 } : known;
      conversations.push(foldSummary(before, summary));
    }
    const messages = conversations.flatMap(({ lastMessage }) => lastMessage ?? []);
    await this.write({ ...NO_CHANGES, conversations, messages });
  }

  private async fetch(conversationId: string, before: number, limit: number): Promise<void> {
    const range = before > 0 ? before : undefined;
    const { messages } = await this.running.history(conversationId, range, limit);
    await this.write({ ...NO_CHANGES, messages });
  }

  private async refusedLate(id: string, error: WireError): Promise<void> {
    await this.options.store.settleOutgoing(id, error);
    await this.tellOutgoing(id);
  }

  private async write(changes: Changes): Promise<void> {
    await this.options.store.write(changes);
    this.options.notify({ kind: 'changes', ...changes, outgoing: [], live: false });
  }

  private async conversation(id: string): Promise<Conversation> {
    return (await this.options.store.conversation(id)) ?? emptyConversation(id);
  }

  private inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.lastChange.then(change);
    this.lastChange = done.catch(() => {});
    return done;
  }
}
