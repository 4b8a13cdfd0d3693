import type { Host, Link, Peer, Transport } from '../src/client/host.js';
import type { ClientFrame, ServerFrame } from '../src/protocol/frames.js';
import { welcome } from './scenario.js';

/** Time that passes when a test says so, and numbers that are no surprise. */
export class FakeHost implements Host {
  private time = 0;
  private ids = 0;
  private alarms: { readonly at: number; readonly call: () => void }[] = [];

  now(): number {
    return this.time;
  }

  schedule(call: () => void, ms: number): () => void {
    const alarm = { at: this.time + ms, call };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }

  random(): number {
    return 0.5;
  }

  uuid(): string {
    this.ids += 1;
    return `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
  }

  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const next = this.alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        break;
      }
      this.time = Math.max(this.time, next.at);
      this.alarms = this.alarms.filter((other) => other !== next);
      next.call();
    }
    this.time = end;
    await settled();
  }
}

/** Until nothing more happens by itself: every promise and every fake database has had its turn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** One socket of the fake server's. What a test scripts on it is what the client hears. */
export class FakeSocket {
  readonly heard: ClientFrame[] = [];
  open = true;
  private readonly peer: Peer;

  constructor(peer: Peer) {
    this.peer = peer;
  }

  async say(...frames: ServerFrame[]): Promise<void> {
    for (const frame of frames) {
      this.peer.received(JSON.stringify(frame));
    }
    await settled();
  }

  async garbage(text: string): Promise<void> {
    this.peer.received(text);
    await settled();
  }

  async accept(): Promise<void> {
    this.peer.opened();
    await settled();
  }

  async welcome(): Promise<void> {
    await this.accept();
    await this.say({ welcome: welcome() });
  }

  async close(code: number, reason = ''): Promise<void> {
    this.open = false;
    this.peer.closed(code, reason);
    await settled();
  }

  /** Frames of one kind, as they were heard. */
  of<K extends keyof ClientFrame>(kind: K): NonNullable<ClientFrame[K]>[] {
    return this.heard.flatMap((frame) => (frame[kind] ? [frame[kind]] : [])) as NonNullable<
      ClientFrame[K]
    >[];
  }
}

/** A server whose every word a test writes. */
export class FakeServer implements Transport {
  readonly sockets: FakeSocket[] = [];
  readonly addresses: string[] = [];

  open(address: string, subprotocol: string, peer: Peer): Link {
    this.addresses.push(`${address} ${subprotocol}`);
    const socket = new FakeSocket(peer);
    this.sockets.push(socket);
    return {
      send: (text) => {
        if (socket.open) {
          socket.heard.push(JSON.parse(text));
        }
      },
      close: () => {
        socket.open = false;
      },
    };
  }

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) {
      throw new Error('no socket was opened');
    }
    return socket;
  }
}
