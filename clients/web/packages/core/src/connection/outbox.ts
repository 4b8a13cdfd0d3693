import type { Send } from '../protocol/frames.js';

/** A message before it has its localSeq. */
export type Draft = Omit<Send, 'localSeq'>;

/**
 * Messages that no gateway has accepted yet, in the order of their localSeq. They leave it in that
 * order, also after a reconnect, because the order of arrival is what the server keeps.
 */
export interface Outbox {
  readonly lastLocalSeq: number;
  readonly messages: readonly Send[];
  /** Ids that the present connection was given. */
  readonly inFlight: ReadonlySet<string>;
}

export function outboxOf(lastLocalSeq: number, unaccepted: readonly Send[]): Outbox {
  const messages = [...unaccepted].sort((a, b) => a.localSeq - b.localSeq);
  return { lastLocalSeq, messages, inFlight: new Set() };
}

export function find(outbox: Outbox, id: string): Send | undefined {
  return outbox.messages.find((message) => sameId(message.clientMessageId, id));
}

export function add(outbox: Outbox, draft: Draft): { outbox: Outbox; message: Send } {
  const message = { ...draft, localSeq: outbox.lastLocalSeq + 1 };
  return {
    outbox: { ...outbox, lastLocalSeq: message.localSeq, messages: [...outbox.messages, message] },
    message,
  };
}

/** What may be sent now, with at most `window` messages unanswered on one connection. */
export function take(outbox: Outbox, window: number): { outbox: Outbox; taken: readonly Send[] } {
  const taken = outbox.messages
    .filter((message) => !outbox.inFlight.has(message.clientMessageId))
    .slice(0, Math.max(0, window - outbox.inFlight.size));
  if (taken.length === 0) {
    return { outbox, taken };
  }
  const inFlight = new Set(outbox.inFlight);
  for (const message of taken) {
    inFlight.add(message.clientMessageId);
  }
  return { outbox: { ...outbox, inFlight }, taken };
}

/** Accepted, or refused for good. */
export function settle(outbox: Outbox, id: string): Outbox {
  return {
    ...putBack(outbox, id),
    messages: outbox.messages.filter((message) => message.clientMessageId !== id),
  };
}

/** Not taken this time: it is to be sent again. */
export function putBack(outbox: Outbox, id: string): Outbox {
  const inFlight = new Set(outbox.inFlight);
  inFlight.delete(id);
  return { ...outbox, inFlight };
}

/** The connection is gone, and with it every answer that was awaited. */
export function putBackAll(outbox: Outbox): Outbox {
  return { ...outbox, inFlight: new Set() };
}

/** As a server compares ids. */
function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
