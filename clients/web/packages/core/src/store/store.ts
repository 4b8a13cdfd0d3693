import type { Message, Send, WireError } from '../protocol/frames.js';

/** What is known at the start of a run. */
export interface Saved {
  /** Every update up to here was handled; 0 on a new device. */
  readonly position: number;
  /** The highest localSeq ever used, 0 on a new device. */
  readonly lastLocalSeq: number;
  /** Not yet accepted, by localSeq. */
  readonly outgoing: readonly Send[];
}

/** What a connection must remember. It goes on when the promise is fulfilled. */
export interface DeviceStore {
  load(): Promise<Saved>;
  savePosition(position: number): Promise<void>;
  /** A message to be sent until it is settled; its localSeq is used up for ever. */
  saveOutgoing(message: Send): Promise<void>;
  settleOutgoing(id: string, refusal?: WireError): Promise<void>;
}

/** A conversation as this device knows it. */
export interface Conversation {
  readonly id: string;
  readonly lastSeq: number;
  readonly lastMessage?: Message | undefined;
  readonly delivered: number;
  readonly read: number;
  readonly peerDelivered: number;
  readonly peerRead: number;
  /** Others' messages after `read`, counted up to UNREAD_COUNT_MAX. */
  readonly unread: number;
  /** This user blocks the other. */
  readonly blocked: boolean;
  /** Of the update that said so; 0 while none did, and `blocked` is what the server's list said. */
  readonly blockVersion: number;
}

export const NOT_BLOCKED = { blocked: false, blockVersion: 0 } as const;

/** A message of this device that has no seq yet. */
export interface Outgoing {
  readonly message: Send;
  readonly conversationId: string;
  readonly createdAt: number;
  readonly fate: 'waiting' | 'accepted' | 'refused';
  readonly refusal?: WireError | undefined;
}

/** What one batch of news changes; written as a whole or not at all. */
export interface Changes {
  readonly conversations: readonly Conversation[];
  readonly messages: readonly Message[];
  /** Ids of outgoing messages that are settled for good: they came back, or were discarded. */
  readonly gone: readonly string[];
}

/** What a messenger shows without asking a server. */
export interface MessengerStore extends DeviceStore {
  conversations(): Promise<readonly Conversation[]>;
  conversation(id: string): Promise<Conversation | undefined>;
  outgoing(): Promise<readonly Outgoing[]>;
  /**
   * What is stored of the last `limit` seqs with after < seq < before, ascending. An infinite
   * `before` means up to the newest that is stored.
   */
  messages(
    conversationId: string,
    after: number,
    before: number,
    limit: number,
  ): Promise<readonly Message[]>;
  write(changes: Changes): Promise<void>;
  drafts(): Promise<ReadonlyMap<string, string>>;
  /** An empty draft is none. */
  saveDraft(conversationId: string, text: string): Promise<void>;
}
