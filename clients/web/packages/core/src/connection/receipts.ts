import type { ClientFrame, ReceiptUpdate } from '../protocol/frames.js';

/** Zero means: nothing to say about this cursor. */
export interface Cursors {
  readonly delivered: number;
  readonly read: number;
}

/**
 * Receipts on their way. They are cumulative, so those of a short time go out as one. Nothing
 * answers a receipt frame, but the user's own cursor comes back in the feed; until then it is sent
 * again after each reconnect.
 */
export interface Receipts {
  readonly wanted: ReadonlyMap<string, Cursors>;
  readonly unsent: ReadonlySet<string>;
  readonly flushAt: number;
}

export const NO_RECEIPTS: Receipts = { wanted: new Map(), unsent: new Set(), flushAt: Infinity };

const NOTHING: Cursors = { delivered: 0, read: 0 };

export function want(
  receipts: Receipts,
  conversationId: string,
  more: Cursors,
  flushAt: number,
): Receipts {
  const before = receipts.wanted.get(conversationId) ?? NOTHING;
  const after = {
    delivered: Math.max(before.delivered, more.delivered),
    read: Math.max(before.read, more.read),
  };
  if (after.delivered === before.delivered && after.read === before.read) {
    return receipts;
  }
  return {
    wanted: new Map(receipts.wanted).set(conversationId, after),
    unsent: new Set(receipts.unsent).add(conversationId),
    flushAt: Math.min(receipts.flushAt, flushAt),
  };
}

/** The user's own cursors came back in the feed. */
export function confirmed(receipts: Receipts, own: ReceiptUpdate): Receipts {
  const cursors = receipts.wanted.get(own.conversationId);
  if (!cursors || own.delivered < cursors.delivered || own.read < cursors.read) {
    return receipts;
  }
  const wanted = new Map(receipts.wanted);
  wanted.delete(own.conversationId);
  const unsent = new Set(receipts.unsent);
  unsent.delete(own.conversationId);
  return { ...receipts, wanted, unsent };
}

/** What is to be said now. */
export function flush(receipts: Receipts): { receipts: Receipts; frames: readonly ClientFrame[] } {
  const frames = [...receipts.unsent].map((conversationId): ClientFrame => {
    const { delivered, read } = receipts.wanted.get(conversationId) ?? NOTHING;
    return {
      receipt: { conversationId, ...(delivered > 0 && { delivered }), ...(read > 0 && { read }) },
    };
  });
  return { receipts: { ...receipts, unsent: new Set(), flushAt: Infinity }, frames };
}

/** A new connection: what was said on the old one may have been lost with it. */
export function unsendAll(receipts: Receipts): Receipts {
  return { ...receipts, unsent: new Set(receipts.wanted.keys()) };
}
