import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { Announcer } from './Announcer.tsx';
import { AskToBlock } from './AskToBlock.tsx';
import { Banner } from './Banner.tsx';
import { Chat } from './Chat.tsx';
import { ChatsContext } from './context.ts';
import { NewChat } from './NewChat.tsx';
import type { Session } from './open.ts';
import { Privacy } from './Privacy.tsx';
import { closeChat, openChat, openPeer } from './route.ts';
import { Sidebar } from './Sidebar.tsx';
import { moveTo } from './shortcuts.ts';

/** Side by side where there is room; on a phone the list, or one conversation. */
export function Main(props: { readonly session: Session; readonly onSignOut: () => void }) {
  const chats = props.session.chats;
  const [asking, setAsking] = createSignal(false);
  const [choosing, setChoosing] = createSignal(false);
  const [blocking, setBlocking] = createSignal<string>();

  createEffect(() => {
    document.title = chats.unread() > 0 ? `(${chats.unread()}) Parley` : 'Parley';
  });

  function onKey(event: KeyboardEvent): void {
    if (asking() || choosing() || blocking()) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
      event.preventDefault();
      setAsking(true);
    } else if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      moveTo(chats, openPeer(), event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      closeChat();
    }
  }
  addEventListener('keydown', onKey);
  onCleanup(() => removeEventListener('keydown', onKey));

  return (
    <ChatsContext.Provider value={chats}>
      <div class="main" classList={{ 'in-chat': openPeer() !== undefined }}>
        <Sidebar
          onNew={() => setAsking(true)}
          onPrivacy={() => setChoosing(true)}
          onSignOut={props.onSignOut}
        >
          <Banner />
        </Sidebar>
        <Show when={openPeer()} keyed fallback={<Nothing onNew={() => setAsking(true)} />}>
          {(peer) => <Chat peer={peer} onBlock={() => setBlocking(peer)} />}
        </Show>
        <Show when={asking()}>
          <NewChat
            onClose={() => setAsking(false)}
            onOpen={(peer) => {
              setAsking(false);
              openChat(peer);
            }}
          />
        </Show>
        <Show when={choosing()}>
          <Privacy onClose={() => setChoosing(false)} />
        </Show>
        <Show when={blocking()}>
          {(peer) => <AskToBlock peer={peer()} onClose={() => setBlocking(undefined)} />}
        </Show>
        <Announcer />
      </div>
    </ChatsContext.Provider>
  );
}

function Nothing(props: { readonly onNew: () => void }) {
  return (
    <main class="nothing">
      <img src="/icon.svg" alt="" width="72" height="72" />
      <h1>Parley</h1>
      <p>Pick a conversation, or start one.</p>
      <button type="button" class="primary" onClick={() => props.onNew()}>
        New conversation
      </button>
      <p class="keys">
        <kbd>Ctrl</kbd> <kbd>K</kbd> starts one, <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> moves
        between them
      </p>
    </main>
  );
}
