/**
 * A device in Node.js, in the hands of a program in any language. A line of its input is a client
 * frame to be said, the first one a hello; a line of its output is a server frame that was heard,
 * or the code with which a connection ended. The end of the input ends it.
 *
 * node --experimental-websocket device.js ws://gateway user
 */
import { createInterface } from 'node:readline';
import { browserHost, webSockets } from '../src/browser/mod.js';
import { Client, type ConnectionState, MemoryStore, RefusedError } from '../src/mod.js';
import type { ClientFrame, Hello, Send, ServerFrame } from '../src/protocol/frames.js';

const [gateway = '', user = ''] = process.argv.slice(2);

/** By what the client calls a block, what the program calls it. */
const askedRefs = new Map<string, string>();

async function connect({ token, deviceId, since }: Hello): Promise<Client> {
  const store = new MemoryStore(user);
  await store.savePosition(since);
  return Client.connect({
    gateways: [gateway],
    deviceId,
    token: async () => token,
    store,
    transport: webSockets,
    host: browserHost,
    confirmDelivery: false,
    listener: { news: (frames) => frames.forEach(tellNews), state: tellState },
  });
}

function say(client: Client, frame: ClientFrame): void {
  if (frame.send) {
    send(client, frame.send);
  } else if (frame.receipt) {
    const { conversationId, delivered = 0, read = 0 } = frame.receipt;
    client.receipt(conversationId, { delivered, read });
  } else if (frame.history) {
    const { ref, conversationId, before, limit } = frame.history;
    const page = client.history(conversationId, before, limit);
    answer(page, (historyPage) => ({ historyPage: { ...historyPage, ref } }), { ref });
  } else if (frame.conversations) {
    const { ref, after, limit } = frame.conversations;
    const list = client.conversations(after, limit);
    answer(list, (conversationList) => ({ conversationList: { ...conversationList, ref } }), {
      ref,
    });
  } else if (frame.block) {
    const { ref, conversationId, on } = frame.block;
    askedRefs.set(client.block(conversationId, on), ref);
  } else if (frame.ping) {
    const { ref } = frame.ping;
    answer(client.ping(), (pong) => ({ pong: { ...pong, ref } }), { ref });
  } else {
    client.signal(frame);
  }
}

function send(client: Client, message: Send): void {
  const { clientMessageId } = message;
  const draft =
    typeof message.payload === 'string'
      ? { ...message, payload: new Uint8Array(Buffer.from(message.payload, 'base64')) }
      : message;
  try {
    answer(client.send(draft), () => ({ accepted: { clientMessageId } }), { clientMessageId });
  } catch {
    refuse('invalid_argument', { clientMessageId });
  }
}

type Asked = { readonly ref: string } | { readonly clientMessageId: string };

function answer<T>(call: Promise<T>, frame: (value: T) => ServerFrame, asked: Asked): void {
  call.then(
    (value) => tell(frame(value)),
    (failure) => failure instanceof RefusedError && refuse(failure.code, asked),
  );
}

function refuse(code: string, asked: Asked): void {
  tell({ error: { code, message: '', remedy: '', ...asked } });
}

function tellState(state: ConnectionState): void {
  if (state.kind === 'online') {
    const { userId, sessionId } = state;
    tell({ welcome: { userId, sessionId, deviceId: '', serverTime: 0, limits: undefined } });
  } else if (state.kind !== 'connecting') {
    console.log(state.closeCode);
  }
}

function tellNews(frame: ServerFrame): void {
  const ref = askedRefs.get(frame.error?.ref ?? '');
  tell(frame.error && ref !== undefined ? { error: { ...frame.error, ref } } : frame);
}

function tell(frame: ServerFrame): void {
  console.log(
    JSON.stringify(frame, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );
}

let client: Client | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  const frame: ClientFrame = JSON.parse(line);
  if (frame.hello) {
    client = await connect(frame.hello);
  } else if (client) {
    say(client, frame);
  }
}
client?.close();
