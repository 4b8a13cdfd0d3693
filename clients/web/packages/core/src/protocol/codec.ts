import type {
  ClientFrame,
  ConversationList,
  HistoryPage,
  Message,
  Send,
  ServerFrame,
  Update,
} from './frames.js';

/**
 * Frames are their own JSON mapping, but for payloads: bytes here, base64 on the wire. The base64
 * functions are those that browsers and Node have in common.
 */
declare function btoa(binary: string): string;
declare function atob(base64: string): string;

export function encode(frame: ClientFrame): string {
  return JSON.stringify(
    frame.send?.payload ? { send: wireSend(frame.send, frame.send.payload) } : frame,
  );
}

function wireSend(send: Send, payload: Uint8Array): unknown {
  return { ...send, payload: btoa(String.fromCharCode(...payload)) };
}

/** Undefined for what is no frame of one kind. */
export function decode(text: string): ServerFrame | undefined {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof frame !== 'object' || frame === null || Object.keys(frame).length !== 1) {
    return undefined;
  }
  return withBytes(frame as ServerFrame);
}

function withBytes(frame: ServerFrame): ServerFrame {
  if (frame.update?.message) {
    const update: Update = { ...frame.update, message: decoded(frame.update.message) };
    return { update };
  }
  if (frame.historyPage) {
    const page = frame.historyPage;
    const historyPage: HistoryPage = { ...page, messages: (page.messages ?? []).map(decoded) };
    return { historyPage };
  }
  if (frame.conversationList) {
    const list = frame.conversationList;
    const conversationList: ConversationList = {
      ...list,
      conversations: (list.conversations ?? []).map((summary) =>
        summary.lastMessage ? { ...summary, lastMessage: decoded(summary.lastMessage) } : summary,
      ),
    };
    return { conversationList };
  }
  return frame;
}

function decoded(message: Message): Message {
  const base64: unknown = message.payload;
  return typeof base64 === 'string'
    ? { ...message, payload: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) }
    : message;
}

export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
