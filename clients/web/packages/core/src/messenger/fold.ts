import type {
  ConversationSummary,
  ConversationUpdate,
  Message,
  ReceiptUpdate,
  Update,
} from '../protocol/frames.js';
import { UNREAD_COUNT_MAX } from '../protocol/limits.js';
import { type Conversation, NOT_BLOCKED } from '../store/store.js';

export function emptyConversation(id: string): Conversation {
  const cursors = { delivered: 0, read: 0, peerDelivered: 0, peerRead: 0 };
  return { id, lastSeq: 0, ...cursors, unread: 0, ...NOT_BLOCKED };
}

/**
 * A conversation after an update. What comes twice or late changes nothing: seq only rises, and so
 * do cursors and versions. After a move of the own `read`, `unread` is only an upper bound: see
 * `countUnread`.
 */
export function fold(before: Conversation, update: Update, me: string): Conversation {
  if (update.message) {
    return foldMessage(before, update.message, me);
  }
  if (update.receipt) {
    return foldReceipt(before, update.receipt, me);
  }
  return update.conversation ? foldBlock(before, update.conversation) : before;
}

function foldMessage(before: Conversation, message: Message, me: string): Conversation {
  if (message.seq <= before.lastSeq) {
    return before;
  }
  const isUnread = message.from !== me && message.seq > before.read;
  return {
    ...before,
    lastSeq: message.seq,
    lastMessage: message,
    unread: Math.min(UNREAD_COUNT_MAX, before.unread + (isUnread ? 1 : 0)),
  };
}

function foldReceipt(before: Conversation, receipt: ReceiptUpdate, me: string): Conversation {
  if (receipt.userId !== me) {
    return {
      ...before,
      peerDelivered: Math.max(before.peerDelivered, receipt.delivered),
      peerRead: Math.max(before.peerRead, receipt.read),
    };
  }
  const read = Math.max(before.read, receipt.read);
  return {
    ...before,
    delivered: Math.max(before.delivered, receipt.delivered),
    read,
    unread: Math.min(before.unread, Math.max(0, before.lastSeq - read)),
  };
}

function foldBlock(before: Conversation, { blocked, version }: ConversationUpdate): Conversation {
  return version > before.blockVersion ? { ...before, blocked, blockVersion: version } : before;
}

/** A conversation after a summary of the server's, which may lag behind the feed. */
export function foldSummary(before: Conversation, summary: ConversationSummary): Conversation {
  const isNewer = summary.lastSeq >= before.lastSeq && summary.read >= before.read;
  return {
    id: before.id,
    lastSeq: Math.max(before.lastSeq, summary.lastSeq),
    lastMessage:
      summary.lastSeq >= before.lastSeq
        ? (summary.lastMessage ?? before.lastMessage)
        : before.lastMessage,
    delivered: Math.max(before.delivered, summary.delivered),
    read: Math.max(before.read, summary.read),
    peerDelivered: Math.max(before.peerDelivered, summary.peerDelivered),
    peerRead: Math.max(before.peerRead, summary.peerRead),
    unread: isNewer ? summary.unread : before.unread,
    blocked: before.blockVersion > 0 ? before.blocked : summary.blocked,
    blockVersion: before.blockVersion,
  };
}

/**
 * Others' messages after `read`, counted in the messages after it that are at hand. If some are
 * missing, the upper bound that was known stays.
 */
export function countUnread(
  conversation: Conversation,
  afterRead: readonly Message[],
  me: string,
): Conversation {
  const oldestNeeded = Math.max(conversation.read, conversation.lastSeq - afterRead.length) + 1;
  if (afterRead[0]?.seq !== oldestNeeded) {
    return conversation;
  }
  const unread = afterRead.filter(({ from }) => from !== me).length;
  const isWhole = oldestNeeded === conversation.read + 1;
  return isWhole || unread >= UNREAD_COUNT_MAX
    ? { ...conversation, unread: Math.min(UNREAD_COUNT_MAX, unread) }
    : conversation;
}

/** The messages that end right before `before`, as far as they follow each other without a gap. */
export function unbroken(messages: readonly Message[], before: number): readonly Message[] {
  let first = messages.length;
  for (let seq = before - 1; messages[first - 1]?.seq === seq; seq--) {
    first--;
  }
  return messages.slice(first);
}
