import { peerOf } from '@parley/core';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { VList } from 'virtua/solid';
import { Avatar } from './Avatar.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { useChats } from './context.ts';
import { IconButton } from './IconButton.tsx';
import { BellIcon, LeaveIcon, NewIcon, PrivacyIcon, SearchIcon } from './icons.tsx';
import { canAskForNotifications } from './notifications.ts';

const ROW_PX = 72;

export function Sidebar(props: {
  readonly children: JSX.Element;
  readonly onNew: () => void;
  readonly onPrivacy: () => void;
  readonly onSignOut: () => void;
}) {
  const chats = useChats();
  const [filter, setFilter] = createSignal('');
  const [mayAsk, setMayAsk] = createSignal(canAskForNotifications());
  const shown = createMemo(() => {
    const wanted = filter().trim().toLowerCase();
    return wanted === ''
      ? chats.order()
      : chats.order().filter((id) => peerOf(id, chats.user).toLowerCase().includes(wanted));
  });

  async function ask(): Promise<void> {
    await Notification.requestPermission();
    setMayAsk(false);
  }

  return (
    <aside class="sidebar">
      <header class="bar">
        <Avatar name={chats.user} />
        <h1 class="me">{chats.user}</h1>
        <Show when={mayAsk()}>
          <IconButton label="Allow notifications" onClick={() => void ask()}>
            <BellIcon />
          </IconButton>
        </Show>
        <IconButton
          label="New conversation"
          title="New conversation (Ctrl K)"
          onClick={() => props.onNew()}
        >
          <NewIcon />
        </IconButton>
        <IconButton label="Privacy" onClick={() => props.onPrivacy()}>
          <PrivacyIcon />
        </IconButton>
        <IconButton label="Sign out" onClick={() => props.onSignOut()}>
          <LeaveIcon />
        </IconButton>
      </header>
      {props.children}
      <div class="search">
        <SearchIcon />
        <input
          type="search"
          placeholder="Find a conversation"
          aria-label="Find a conversation"
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      <nav class="list" aria-label="Conversations">
        <Show when={shown().length > 0} fallback={<p class="empty">{emptyWords(filter())}</p>}>
          <VList data={shown()} itemSize={ROW_PX} class="rows">
            {(id) => <ConversationRow id={id} />}
          </VList>
        </Show>
      </nav>
    </aside>
  );
}

function emptyWords(filter: string): string {
  return filter.trim() === '' ? 'No conversations yet.' : 'No conversation with that name.';
}
