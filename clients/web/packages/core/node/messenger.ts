/**
 * A messenger in Node.js, in the hands of a program in any language. A line of its input is a
 * command, the first one `start`; `copy` is answered by one line with what it has stored of a
 * conversation. The end of the input ends it.
 *
 * node --experimental-websocket messenger.js
 */
import { createInterface } from 'node:readline';
import { browserHost, webSockets } from '../src/browser/mod.js';
import { type Command, MemoryStore, type Message, Messenger, type Notice } from '../src/mod.js';

interface Start {
  readonly kind: 'start';
  readonly userId: string;
  readonly deviceId: string;
  readonly token: string;
  readonly gateways: readonly string[];
}

type Line =
  | Start
  | { readonly kind: 'offline' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'copy'; readonly conversationId: string }
  | Command;

const shown = new Set<string>();
let shownTwice = 0;

function show(notice: Notice): void {
  if (notice.kind === 'changes' && notice.live) {
    for (const { fromDevice, clientMessageId } of notice.messages) {
      shownTwice += shown.has(fromDevice + clientMessageId) ? 1 : 0;
      shown.add(fromDevice + clientMessageId);
    }
  }
}

class Device {
  private readonly store: MemoryStore;
  private readonly messenger: Messenger;

  private constructor(store: MemoryStore, messenger: Messenger) {
    this.store = store;
    this.messenger = messenger;
  }

  static async start({ userId, deviceId, token, gateways }: Start): Promise<Device> {
    const store = new MemoryStore(userId);
    const messenger = await Messenger.start({
      userId,
      gateways,
      deviceId,
      token: async () => token,
      store,
      transport: webSockets,
      host: browserHost,
      notify: show,
    });
    return new Device(store, messenger);
  }

  async take(line: Exclude<Line, Start>): Promise<void> {
    switch (line.kind) {
      case 'offline':
        this.messenger.offline();
        break;
      case 'wake':
        this.messenger.wake();
        break;
      case 'copy':
        console.log(JSON.stringify(await this.copy(line.conversationId)));
        break;
      default:
        await this.messenger.do(line);
    }
  }

  close(): void {
    this.messenger.close();
  }

  private async copy(conversationId: string): Promise<unknown> {
    const all = await this.store.messages(conversationId, 0, Infinity, Infinity);
    return {
      ...(await this.store.conversation(conversationId)),
      messages: Object.fromEntries(all.map((message) => [message.seq, contentOf(message)])),
      shownTwice,
    };
  }
}

function contentOf({ from, clientMessageId, text }: Message): string {
  return `${from} ${clientMessageId} ${text}`;
}

let device: Device | undefined;
for await (const text of createInterface({ input: process.stdin })) {
  const line: Line = JSON.parse(text);
  if (line.kind === 'start') {
    device = await Device.start(line);
  } else {
    await device?.take(line);
  }
}
device?.close();
