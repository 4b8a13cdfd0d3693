import { IndexedDbStore } from '@parley/core/browser';
import { openDevice } from '../engine/browser.ts';
import { developmentToken } from '../session.ts';
import { type Chats, openChats } from '../state/chats.ts';
import { UnsentStore } from '../state/unsent.ts';
import { notifyWhenUnseen } from './notifications.ts';

export interface Session {
  readonly chats: Chats;
  /** Deletes all that this device knows of the user. */
  forget(): Promise<void>;
}

export async function openSession(user: string): Promise<Session> {
  const { store, tabs } = await openDevice(user, () => developmentToken(user));
  const opening = openChats(user, store, new UnsentStore(localStorage, user), tabs);
  tabs.join();
  const chats = await opening;
  notifyWhenUnseen(chats, () => tabs.isAloneUnseen);
  return {
    chats,
    async forget() {
      store.close();
      await IndexedDbStore.remove(user);
    },
  };
}
