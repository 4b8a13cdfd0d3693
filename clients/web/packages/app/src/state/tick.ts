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

/** Why a message was not sent, as people say it. */
export function reasonOf({ refusal }: Outgoing): string {
  return refusal?.code === 'blocked' ? 'one of you blocks the other.' : (refusal?.message ?? '');
}

export const TICK_WORDS: Readonly<Record<Tick, string>> = {
  waiting: 'not sent yet',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  refused: 'not sent',
};
