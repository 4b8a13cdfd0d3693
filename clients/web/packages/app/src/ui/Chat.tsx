import { directConversation } from '@parley/core';
import { Match, onCleanup, Show, Switch } from 'solid-js';
import { lastSeen } from '../state/format.ts';
import { Avatar } from './Avatar.tsx';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { useChats } from './context.ts';
import { IconButton } from './IconButton.tsx';
import { BackIcon, BlockIcon } from './icons.tsx';
import { closeChat } from './route.ts';
import { Timeline } from './Timeline.tsx';

export function Chat(props: { readonly peer: string; readonly onBlock: () => void }) {
  const chats = useChats();
  const id = directConversation(chats.user, props.peer);
  const isBlocked = () => chats.state.conversations[id]?.blocked ?? false;
  const presence = () => (isBlocked() ? undefined : chats.state.presence[props.peer]);
  const unblock = () => chats.block(id, false);
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
              <Match when={!isBlocked() && chats.state.typing[id]}>
                <span class="now">typing…</span>
              </Match>
              <Match when={presence()?.online}>{presence()?.away ? 'away' : 'online'}</Match>
              <Match when={presence()?.lastSeen}>{(at) => lastSeen(at(), Date.now())}</Match>
            </Switch>
          </p>
        </div>
        <IconButton
          label={`${isBlocked() ? 'Unblock' : 'Block'} ${props.peer}`}
          onClick={() => (isBlocked() ? unblock() : props.onBlock())}
        >
          <BlockIcon />
        </IconButton>
      </header>
      <div class="phone-only">
        <Banner />
      </div>
      <Timeline conversationId={id} peer={props.peer} />
      <div role="status">
        <Show when={chats.state.problems[id]}>
          {(reason) => <p class="problem">That did not work: {reason()}.</p>}
        </Show>
        <Show when={isBlocked()}>
          <p class="blocked">
            You blocked {props.peer}.
            <button type="button" onClick={unblock}>
              Unblock
            </button>
          </p>
        </Show>
      </div>
      <Show when={!isBlocked()}>
        <Composer conversationId={id} peer={props.peer} />
      </Show>
    </main>
  );
}
