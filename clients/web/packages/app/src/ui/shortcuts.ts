import { directConversation, peerOf } from '@parley/core';
import type { Chats } from '../state/chats.ts';
import { openChat } from './route.ts';

/** Opens the conversation that stands so far below (or above) the open one in the list. */
export function moveTo(chats: Chats, peer: string | undefined, by: 1 | -1): void {
  const order = chats.order();
  const at = peer === undefined ? -1 : order.indexOf(directConversation(chats.user, peer));
  const next = order[at === -1 ? 0 : at + by];
  if (next !== undefined) {
    openChat(peerOf(next, chats.user));
  }
}
