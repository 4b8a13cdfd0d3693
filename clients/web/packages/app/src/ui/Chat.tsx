import { directConversation } from '@parley/core';
import { Match, onCleanup, Switch } from 'solid-js';
import { lastSeen } from '../state/format.ts';
import { Avatar } from './Avatar.tsx';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { useChats } from './context.ts';
import { BackIcon } from './icons.tsx';
import { closeChat } from './route.ts';
import { Timeline } from './Timeline.tsx';

export function Chat(props: { readonly peer: string }) {
  const chats = useChats();
  const id = directConversation(chats.user, props.peer);
  const presence = () => chats.state.presence[props.peer];
  onCleanup(chats.look(props.peer));

  return (
    <main class="chat" aria-label={`Conversation with ${props.peer}`}>
      <header class="bar">
        <button type="button" class="round back" aria-label="Back to the list" onClick={closeChat}>
          <BackIcon />
        </button>
        <Avatar name={props.peer} presence={presence()} />
        <div class="title">
          <h1>{props.peer}</h1>
          <p class="presence" aria-live="polite">
            <Switch>
              <Match when={chats.state.typing[id]}>
                <span class="now">typing…</span>
              </Match>
              <Match when={presence()?.online}>{presence()?.away ? 'away' : 'online'}</Match>
              <Match when={presence()?.lastSeen}>{(at) => lastSeen(at(), Date.now())}</Match>
            </Switch>
          </p>
        </div>
      </header>
      <div class="phone-only">
        <Banner />
      </div>
      <Timeline conversationId={id} peer={props.peer} />
      <Composer conversationId={id} peer={props.peer} />
    </main>
  );
}
