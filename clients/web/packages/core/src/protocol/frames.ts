/** The protocol's types, made from the .proto. */
export type {
  ClientFrame,
  ConversationList,
  ConversationSummary,
  Error as WireError,
  Hello,
  HistoryPage,
  Message,
  Pong,
  Presence,
  ReceiptUpdate,
  Send,
  ServerFrame,
  TypingNotice,
  Update,
  Visibility,
  Welcome,
} from './generated/parley/v1/parley.js';
