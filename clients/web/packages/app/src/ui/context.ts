import { createContext, useContext } from 'solid-js';
import type { Chats } from '../state/chats.ts';

export const ChatsContext = createContext<Chats>();

export function useChats(): Chats {
  const chats = useContext(ChatsContext);
  if (!chats) {
    throw new TypeError('chats: none (expected: inside of ChatsContext)');
  }
  return chats;
}
