import { isName } from '@parley/core';
import { type Accessor, createSignal } from 'solid-js';

/** Whose conversation is open: the address after #, so that back and forward work. */
function peerInAddress(): string | undefined {
  const name = decodeURIComponent(location.hash.slice(1));
  return isName(name) ? name : undefined;
}

const [peer, setPeer] = createSignal(peerInAddress());
addEventListener('hashchange', () => setPeer(peerInAddress()));

export const openPeer: Accessor<string | undefined> = peer;

export function openChat(name: string): void {
  location.hash = name;
}

export function closeChat(): void {
  if (location.hash) {
    history.pushState(undefined, '', location.pathname);
    setPeer(undefined);
  }
}
