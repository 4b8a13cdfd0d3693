import type { Draft } from '../connection/outbox.js';
import type { Cursors } from '../connection/receipts.js';
import { DEFAULT_TIMINGS, type Timings } from '../connection/settings.js';
import type { ConnectionState } from '../connection/state.js';
import { utf8Length } from '../protocol/codec.js';
import type {
  ClientFrame,
  ConversationList,
  HistoryPage,
  Pong,
  ServerFrame,
} from '../protocol/frames.js';
import { TEXT_MAX_BYTES } from '../protocol/limits.js';
import type { DeviceStore } from '../store/store.js';
import type { Host, Transport } from './host.js';
import { Runner } from './runner.js';

export interface ClientOptions {
  /** Base addresses (ws: or wss:), tried in turn, the first one first. */
  readonly gateways: readonly string[];
  readonly deviceId: string;
  /** Asked before each connect. */
  readonly token: () => Promise<string>;
  readonly store: DeviceStore;
  readonly transport: Transport;
  readonly host: Host;
  readonly listener: Listener;
  readonly clientName?: string;
  /** False leaves it to the application to say "delivered". */
  readonly confirmDelivery?: boolean;
  readonly timings?: Timings;
}

/** What an application hears, one call at a time and in order. */
export interface Listener {
  /**
   * Updates, caughtUp, resync (too much was missed: rebuild from conversations and history),
   * presence, typing, and errors that belong to no call. The device's position moves when the
   * promise is fulfilled, and only then are the messages reported as delivered.
   */
  news(frames: readonly ServerFrame[]): Promise<void> | void;
  state(state: ConnectionState): void;
}

/**
 * One device of one user. It stays connected by itself, to whichever gateway takes it, sends each
 * message until it is accepted, and tells its listener every update of the user's feed once and in
 * order.
 */
export class Client {
  private readonly runner: Runner;
  private readonly host: Host;
  private lastRef = 0;

  private constructor(runner: Runner, host: Host) {
    this.runner = runner;
    this.host = host;
  }

  /** Starts to connect. What is sent meanwhile waits. */
  static async connect(options: ClientOptions): Promise<Client> {
    const settings = {
      gateways: options.gateways,
      deviceId: options.deviceId,
      clientName: options.clientName ?? 'parley-web/0.1',
      confirmDelivery: options.confirmDelivery ?? true,
      timings: options.timings ?? DEFAULT_TIMINGS,
    };
    if (settings.gateways.length === 0) {
      throw new RangeError('gateways: empty (expected: at least one ws:// address)');
    }
    const runner = new Runner(options, settings, await options.store.load());
    runner.post({ kind: 'start' });
    return new Client(runner, options.host);
  }

  /** A text for another user, under a new id. */
  draft(to: string, text: string): Draft {
    return { to, text, clientMessageId: this.host.uuid(), contentType: '' };
  }

  /**
   * Sends a draft, again after each reconnect, until it is accepted (durable: it will be delivered)
   * or refused (RefusedError). Messages go out in the order in which they were handed in. The seq
   * comes with the message's update.
   */
  send(draft: Draft): Promise<void> {
    const bytes = draft.payload?.length ?? utf8Length(draft.text ?? '');
    if (bytes === 0 || bytes > TEXT_MAX_BYTES) {
      // It would never be accepted, and too large a frame closes the connection.
      throw new RangeError(`text: ${bytes} bytes (expected: 1 to ${TEXT_MAX_BYTES})`);
    }
    const accepted = this.runner.calls.accepted(draft.clientMessageId);
    this.runner.post({ kind: 'send', draft });
    return accepted;
  }

  /** Cumulative: all up to that seq. Usually the client says "delivered" by itself. */
  receipt(conversationId: string, cursors: Partial<Cursors>): void {
    const { delivered = 0, read = 0 } = cursors;
    this.runner.post({ kind: 'receipt', conversationId, cursors: { delivered, read } });
  }

  /** Typing or presence: said now if the client is online, else never. */
  signal(frame: Pick<ClientFrame, 'typing' | 'presence'>): void {
    this.runner.post({ kind: 'signal', frame });
  }

  /**
   * The user blocks the other member, or no longer does: said now if the client is online, else
   * never. An update of the conversation tells when it holds, unless it was so already; an error
   * that repeats the returned ref, that it was refused.
   */
  block(conversationId: string, on: boolean): string {
    const ref = this.nextRef();
    this.runner.post({ kind: 'signal', frame: { block: { ref, conversationId, on } } });
    return ref;
  }

  /** A page of messages, ascending; without `before` the newest. */
  async history(
    conversationId: string,
    before: number | undefined,
    limit: number,
  ): Promise<HistoryPage> {
    const ref = this.nextRef();
    const range = before === undefined ? {} : { before };
    const answer = await this.ask(ref, { history: { ref, conversationId, limit, ...range } });
    return answer.historyPage ?? unexpected(answer);
  }

  /** The user's conversations, latest activity first; `after` is the cursor of the page before. */
  async conversations(after: string | undefined, limit: number): Promise<ConversationList> {
    const ref = this.nextRef();
    const page = after === undefined ? {} : { after };
    const answer = await this.ask(ref, { conversations: { ref, limit, ...page } });
    return answer.conversationList ?? unexpected(answer);
  }

  async ping(): Promise<Pong> {
    const ref = this.nextRef();
    const answer = await this.ask(ref, { ping: { ref } });
    return answer.pong ?? unexpected(answer);
  }

  /** There may be a network again, or someone looks: don't wait for the next attempt. */
  wake(): void {
    this.runner.post({ kind: 'wake' });
  }

  /** The device says that it has no network. */
  offline(): void {
    this.runner.post({ kind: 'offline' });
  }

  /** Says what receipts are still to be said, and leaves. Unanswered calls fail. */
  close(): void {
    this.runner.post({ kind: 'close' });
  }

  private ask(ref: string, frame: ClientFrame): Promise<ServerFrame> {
    const answer = this.runner.calls.answer(ref);
    this.runner.post({ kind: 'request', ref, frame });
    return answer;
  }

  private nextRef(): string {
    this.lastRef += 1;
    return String(this.lastRef);
  }
}

function unexpected(frame: ServerFrame): never {
  throw new TypeError(`answer: ${Object.keys(frame)[0]} (expected: one for what was asked)`);
}
