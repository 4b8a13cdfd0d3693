import type { Message, Send, WireError } from '../protocol/frames.js';
import { settled, unaccepted, waiting } from './outgoing.js';
import type { Changes, Conversation, MessengerStore, Outgoing, Saved } from './store.js';

/** Remembers for as long as it lives. */
export class MemoryStore implements MessengerStore {
  private readonly user: string;
  private readonly now: () => number;
  private position = 0;
  private lastLocalSeq = 0;
  private readonly waitingRoom = new Map<string, Outgoing>();
  private readonly known = new Map<string, Conversation>();
  private readonly said = new Map<string, Map<number, Message>>();
  private readonly unfinished = new Map<string, string>();

  constructor(user: string, now: () => number = Date.now) {
    this.user = user;
    this.now = now;
  }

  async load(): Promise<Saved> {
    const outgoing = unaccepted([...this.waitingRoom.values()]);
    return { position: this.position, lastLocalSeq: this.lastLocalSeq, outgoing };
  }

  async savePosition(position: number): Promise<void> {
    this.position = position;
  }

  async saveOutgoing(message: Send): Promise<void> {
    this.lastLocalSeq = Math.max(this.lastLocalSeq, message.localSeq);
    this.waitingRoom.set(message.clientMessageId, waiting(message, this.user, this.now()));
  }

  async settleOutgoing(id: string, refusal?: WireError): Promise<void> {
    const outgoing = this.waitingRoom.get(id);
    if (outgoing) {
      this.waitingRoom.set(id, settled(outgoing, refusal));
    }
  }

  async conversations(): Promise<readonly Conversation[]> {
    return [...this.known.values()];
  }

  async conversation(id: string): Promise<Conversation | undefined> {
    return this.known.get(id);
  }

  async outgoing(): Promise<readonly Outgoing[]> {
    return [...this.waitingRoom.values()];
  }

  async messages(
    conversationId: string,
    after: number,
    before: number,
    limit: number,
  ): Promise<readonly Message[]> {
    const there = [...(this.said.get(conversationId)?.values() ?? [])];
    const end = Math.min(before, Math.max(0, ...there.map(({ seq }) => seq)) + 1);
    return there
      .filter(({ seq }) => seq > after && seq >= end - limit && seq < end)
      .sort((a, b) => a.seq - b.seq);
  }

  async write({ conversations, messages, gone }: Changes): Promise<void> {
    for (const conversation of conversations) {
      this.known.set(conversation.id, conversation);
    }
    for (const message of messages) {
      const there = this.said.get(message.conversationId) ?? new Map<number, Message>();
      this.said.set(message.conversationId, there.set(message.seq, message));
    }
    for (const id of gone) {
      this.waitingRoom.delete(id);
    }
  }

  async drafts(): Promise<ReadonlyMap<string, string>> {
    return new Map(this.unfinished);
  }

  async saveDraft(conversationId: string, text: string): Promise<void> {
    if (text) {
      this.unfinished.set(conversationId, text);
    } else {
      this.unfinished.delete(conversationId);
    }
  }
}
