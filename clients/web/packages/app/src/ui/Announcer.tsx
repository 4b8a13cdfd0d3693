import { createSignal, onCleanup } from 'solid-js';
import { useChats } from './context.ts';

/** Says new messages to a screen reader: the list itself changes with every scroll. */
export function Announcer() {
  const chats = useChats();
  const [words, setWords] = createSignal('');
  onCleanup(
    chats.onMessages((messages, live) => {
      const last = messages.filter(({ from }) => from !== chats.user).at(-1);
      if (live && last) {
        setWords(`${last.from}: ${last.text ?? 'a message'}`);
      }
    }),
  );
  return (
    <p class="hidden" role="status">
      {words()}
    </p>
  );
}
