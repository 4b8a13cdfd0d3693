import type { Visibility } from '@parley/core';
import { Show } from 'solid-js';
import { useChats } from './context.ts';
import { Modal } from './Modal.tsx';

/** Who may see this user; it holds on all devices as soon as the server has it. */
export function Privacy(props: { readonly onClose: () => void }) {
  const chats = useChats();
  const isOnline = () => chats.state.connection?.state.kind === 'online';

  const choice = (what: keyof Visibility, words: string) => (
    <label class="choice">
      <input
        type="checkbox"
        checked={chats.state.connection?.visibility[what] !== 'nobody'}
        disabled={!isOnline()}
        onChange={(event) => {
          const now = chats.state.connection?.visibility;
          if (now) {
            const whom = event.currentTarget.checked ? 'contacts' : 'nobody';
            void chats.setVisibility({ ...now, [what]: whom });
          }
        }}
      />
      {words}
    </label>
  );

  return (
    <Modal titleId="privacy-title" onClose={props.onClose}>
      {() => (
        <form method="dialog">
          <h2 id="privacy-title">Privacy</h2>
          {choice('online', 'People I talk to see when I am online or typing')}
          {choice('lastSeen', 'People I talk to see when I was last here')}
          <p class="problem" role="status">
            <Show when={!isOnline()}>This can be changed when you are connected.</Show>
          </p>
          <div class="actions">
            <button type="submit" class="primary">
              Done
            </button>
          </div>
        </form>
      )}
    </Modal>
  );
}
