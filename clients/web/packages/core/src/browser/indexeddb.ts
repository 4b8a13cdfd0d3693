import type { Message, Send, WireError } from '../protocol/frames.js';
import { settled, unaccepted, waiting } from '../store/outgoing.js';
import {
  type Changes,
  type Conversation,
  type MessengerStore,
  NOT_BLOCKED,
  type Outgoing,
  type Saved,
} from '../store/store.js';

const VERSION = 1;
const META = 'meta';
const OUTGOING = 'outgoing';
const CONVERSATIONS = 'conversations';
const MESSAGES = 'messages';
const DRAFTS = 'drafts';

type Table = typeof META | typeof OUTGOING | typeof CONVERSATIONS | typeof MESSAGES | typeof DRAFTS;

/** Remembers across runs, one database a user. Several tabs may have it open at once. */
export class IndexedDbStore implements MessengerStore {
  private readonly db: IDBDatabase;
  private readonly user: string;

  private constructor(db: IDBDatabase, user: string) {
    this.db = db;
    this.user = user;
  }

  static async open(user: string): Promise<IndexedDbStore> {
    const opening = indexedDB.open(`parley:${user}`, VERSION);
    opening.onupgradeneeded = () => createTables(opening.result);
    const db = await result(opening);
    db.onversionchange = () => db.close(); // a newer page wants to change or delete it
    return new IndexedDbStore(db, user);
  }

  /** All that this device knows of a user, for ever. */
  static async remove(user: string): Promise<void> {
    await result(indexedDB.deleteDatabase(`parley:${user}`));
  }

  close(): void {
    this.db.close();
  }

  /** A device's name is made once, by whichever tab comes first. */
  async deviceId(make: () => string): Promise<string> {
    return this.transaction([META], 'readwrite', async (table) => {
      const known = await result<string | undefined>(table(META).get('deviceId'));
      const deviceId = known ?? make();
      table(META).put(deviceId, 'deviceId');
      return deviceId;
    });
  }

  async load(): Promise<Saved> {
    return this.transaction([META, OUTGOING], 'readonly', async (table) => {
      const [position, lastLocalSeq, outgoing] = await Promise.all([
        result<number | undefined>(table(META).get('position')),
        result<number | undefined>(table(META).get('lastLocalSeq')),
        result<Outgoing[]>(table(OUTGOING).getAll()),
      ]);
      return {
        position: position ?? 0,
        lastLocalSeq: lastLocalSeq ?? 0,
        outgoing: unaccepted(outgoing),
      };
    });
  }

  async savePosition(position: number): Promise<void> {
    await this.transaction([META], 'readwrite', (table) => {
      table(META).put(position, 'position');
    });
  }

  async saveOutgoing(message: Send): Promise<void> {
    await this.transaction([META, OUTGOING], 'readwrite', (table) => {
      table(META).put(message.localSeq, 'lastLocalSeq');
      table(OUTGOING).put(waiting(message, this.user, Date.now()), message.clientMessageId);
    });
  }

  async settleOutgoing(id: string, refusal?: WireError): Promise<void> {
    await this.transaction([OUTGOING], 'readwrite', async (table) => {
      const outgoing = await result<Outgoing | undefined>(table(OUTGOING).get(id));
      if (outgoing) {
        table(OUTGOING).put(settled(outgoing, refusal), id);
      }
    });
  }

  async conversations(): Promise<readonly Conversation[]> {
    const all = await this.read<Conversation[]>(CONVERSATIONS, (table) => table.getAll());
    return all.map(withBlock);
  }

  async conversation(id: string): Promise<Conversation | undefined> {
    const one = await this.read<Conversation | undefined>(CONVERSATIONS, (table) => table.get(id));
    return one && withBlock(one);
  }

  outgoing(): Promise<readonly Outgoing[]> {
    return this.read(OUTGOING, (table) => table.getAll());
  }

  async messages(
    conversationId: string,
    after: number,
    before: number,
    limit: number,
  ): Promise<readonly Message[]> {
    if (before === Number.POSITIVE_INFINITY) {
      const head = await this.headOf(conversationId);
      return head ? this.messages(conversationId, after, head.seq + 1, limit) : [];
    }
    const first = Math.max(after + 1, before - limit);
    if (first >= before) {
      return [];
    }
    const range = IDBKeyRange.bound([conversationId, first], [conversationId, before], false, true);
    return this.read(MESSAGES, (table) => table.getAll(range));
  }

  private async headOf(conversationId: string): Promise<Message | undefined> {
    const range = IDBKeyRange.bound([conversationId], [conversationId, Number.POSITIVE_INFINITY]);
    const newest = await this.read<IDBCursorWithValue | null>(MESSAGES, (table) =>
      table.openCursor(range, 'prev'),
    );
    return newest?.value;
  }

  async write({ conversations, messages, gone }: Changes): Promise<void> {
    await this.transaction([CONVERSATIONS, MESSAGES, OUTGOING], 'readwrite', (table) => {
      for (const conversation of conversations) {
        table(CONVERSATIONS).put(conversation, conversation.id);
      }
      for (const message of messages) {
        table(MESSAGES).put(message, [message.conversationId, message.seq]);
      }
      for (const id of gone) {
        table(OUTGOING).delete(id);
      }
    });
  }

  async drafts(): Promise<ReadonlyMap<string, string>> {
    return this.transaction([DRAFTS], 'readonly', async (table) => {
      const [keys, texts] = await Promise.all([
        result(table(DRAFTS).getAllKeys()),
        result<string[]>(table(DRAFTS).getAll()),
      ]);
      return new Map(keys.map((key, i) => [String(key), texts[i] ?? '']));
    });
  }

  async saveDraft(conversationId: string, text: string): Promise<void> {
    await this.transaction([DRAFTS], 'readwrite', (table) => {
      if (text) {
        table(DRAFTS).put(text, conversationId);
      } else {
        table(DRAFTS).delete(conversationId);
      }
    });
  }

  private read<T>(name: Table, ask: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return result(ask(this.db.transaction(name, 'readonly').objectStore(name)));
  }

  /** Fulfilled when it is on disk, as far as the browser tells. */
  private async transaction<T>(
    names: Table[],
    mode: IDBTransactionMode,
    work: (table: (name: Table) => IDBObjectStore) => T | Promise<T>,
  ): Promise<T> {
    const transaction = this.db.transaction(names, mode, { durability: 'relaxed' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const value = await work((name) => transaction.objectStore(name));
    await done;
    return value;
  }
}

/** What was stored before there was blocking says nothing of it; no table need change for that. */
function withBlock(stored: Conversation): Conversation {
  return { ...NOT_BLOCKED, ...stored };
}

function createTables(db: IDBDatabase): void {
  for (const name of [META, OUTGOING, CONVERSATIONS, MESSAGES, DRAFTS]) {
    db.createObjectStore(name);
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
