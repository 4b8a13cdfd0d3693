/** Parley's client for the web, and for every place with sockets: see README.md. */
export { Client, type ClientOptions, type Listener } from './client/client.js';
export { ClosedError, RefusedError } from './client/errors.js';
export type { Host, Link, Peer, Transport } from './client/host.js';
export type { Draft } from './connection/outbox.js';
export { DEFAULT_TIMINGS, type Timings } from './connection/settings.js';
export type { ConnectionState } from './connection/state.js';
export { unbroken } from './messenger/fold.js';
export { Messenger, type MessengerOptions } from './messenger/messenger.js';
export type { Command, Notice } from './messenger/notice.js';
export { utf8Length } from './protocol/codec.js';
export type {
  ConversationSummary,
  ConversationUpdate,
  Message,
  Presence,
  ReceiptUpdate,
  Send,
  ServerFrame,
  TypingNotice,
  Update,
  Visibility,
} from './protocol/frames.js';
export { directConversation, isName, peerOf } from './protocol/ids.js';
export { PAGE_LIMIT_MAX, TEXT_MAX_BYTES, UNREAD_COUNT_MAX } from './protocol/limits.js';
export { MemoryStore } from './store/memory.js';
export type {
  Changes,
  Conversation,
  DeviceStore,
  MessengerStore,
  Outgoing,
  Saved,
} from './store/store.js';
