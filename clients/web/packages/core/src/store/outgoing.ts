import type { Send, WireError } from '../protocol/frames.js';
import { directConversation } from '../protocol/ids.js';
import type { Outgoing } from './store.js';

export function waiting(message: Send, user: string, createdAt: number): Outgoing {
  const conversationId = message.conversationId ?? directConversation(user, message.to ?? '');
  return { message, conversationId, createdAt, fate: 'waiting' };
}

export function settled(outgoing: Outgoing, refusal?: WireError): Outgoing {
  return refusal ? { ...outgoing, fate: 'refused', refusal } : { ...outgoing, fate: 'accepted' };
}

/** What is to be sent again after a restart. */
export function unaccepted(all: readonly Outgoing[]): Send[] {
  return all
    .filter((outgoing) => outgoing.fate === 'waiting')
    .map((outgoing) => outgoing.message)
    .sort((a, b) => a.localSeq - b.localSeq);
}
