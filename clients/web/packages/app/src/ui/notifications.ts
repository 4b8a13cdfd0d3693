import { peerOf } from '@parley/core';
import type { Chats } from '../state/chats.ts';
import { openChat } from './route.ts';

export function canAskForNotifications(): boolean {
  return 'Notification' in window && Notification.permission === 'default';
}

/** Tells of messages of others while no tab of the user is in sight; one note a conversation. */
export function notifyWhenUnseen(chats: Chats, isUnseen: () => boolean): void {
  chats.onMessages((messages, live) => {
    const isAllowed = 'Notification' in window && Notification.permission === 'granted';
    if (!live || !isAllowed || !isUnseen()) {
      return;
    }
    for (const { from, text, conversationId } of messages) {
      if (from !== chats.user) {
        const note = new Notification(from, {
          body: text ?? 'A message',
          tag: conversationId,
          icon: '/icon.svg',
        });
        note.onclick = () => {
          window.focus();
          openChat(peerOf(conversationId, chats.user));
          note.close();
        };
      }
    }
  });
}
