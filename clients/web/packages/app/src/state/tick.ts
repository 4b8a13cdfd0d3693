import type { Conversation, Outgoing } from '@parley/core';

/** How far an own message got. */
export type Tick = 'waiting' | 'sent' | 'delivered' | 'read' | 'refused';

export function tickOf(seq: number, conversation: Conversation | undefined): Tick {
  if (conversation && seq <= conversation.peerRead) {
    return 'read';
  }
  return conversation && seq <= conversation.peerDelivered ? 'delivered' : 'sent';
}

export function tickOfOutgoing({ fate }: Outgoing): Tick {
  return fate === 'accepted' ? 'sent' : fate;
}

export const TICK_WORDS: Readonly<Record<Tick, string>> = {
  waiting: 'not sent yet',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  refused: 'not sent',
};
