import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { useChats } from './context.ts';
import { OfflineIcon } from './icons.tsx';

/** A short gap is nobody's business. */
const QUIET_MS = 1_200;

export function Banner() {
  const chats = useChats();
  const [late, setLate] = createSignal(false);
  const kind = () => chats.state.connection?.state.kind;
  const isAway = () => kind() !== 'online' && kind() !== undefined;

  createEffect(() => {
    if (isAway()) {
      const timer = setTimeout(() => setLate(true), QUIET_MS);
      onCleanup(() => clearTimeout(timer));
    } else {
      setLate(false);
    }
  });

  const words = () => {
    const state = chats.state.connection?.state;
    if (state?.kind === 'closed') {
      return `Disconnected: ${state.reason}.`;
    }
    return navigator.onLine
      ? 'Connecting… What you write is sent as soon as it works.'
      : 'You are offline. What you write is sent when you are back.';
  };

  return (
    <div role="status">
      <Show when={isAway() && (late() || !navigator.onLine)}>
        <div class="banner">
          <OfflineIcon />
          <span>{words()}</span>
        </div>
      </Show>
    </div>
  );
}
