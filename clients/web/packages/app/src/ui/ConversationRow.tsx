import { peerOf } from '@parley/core';
import { createEffect, Match, onCleanup, Show, Switch } from 'solid-js';
import { lately } from '../state/format.ts';
import { tickOf, tickOfOutgoing } from '../state/tick.ts';
import { Avatar } from './Avatar.tsx';
import { useChats } from './context.ts';
import { openPeer } from './route.ts';
import { Ticks } from './Ticks.tsx';

export function ConversationRow(props: { readonly id: string }) {
  const chats = useChats();
  const peer = () => peerOf(props.id, chats.user);
  const conversation = () => chats.state.conversations[props.id];
  const last = () => conversation()?.lastMessage;
  const unsent = () => chats.outgoingOf(props.id).at(-1);
  const isOpen = () => openPeer() === peer();
  const draft = () => (isOpen() ? '' : (chats.state.drafts[props.id] ?? ''));
  const time = () => unsent()?.createdAt ?? last()?.sentAt;
  const unread = () => conversation()?.unread ?? 0;
  createEffect(() => onCleanup(chats.look(peer())));

  return (
    <a class="row" href={`#${peer()}`} aria-current={isOpen() ? 'page' : undefined}>
      <Avatar name={peer()} presence={chats.state.presence[peer()]} />
      <Show when={chats.state.presence[peer()]?.online}>
        <span class="hidden">online</span>
      </Show>
      <span class="who">{peer()}</span>
      <span class="when">
        <Show when={time()}>{(at) => lately(at(), Date.now())}</Show>
      </span>
      <span class="what">
        <Switch>
          <Match when={chats.state.typing[props.id]}>
            <span class="now">typing…</span>
          </Match>
          <Match when={draft()}>
            <span class="draft">Draft: </span>
            {draft()}
          </Match>
          <Match when={unsent()}>
            {(one) => (
              <>
                <Ticks tick={tickOfOutgoing(one())} />
                {one().message.text}
              </>
            )}
          </Match>
          <Match when={last()}>
            {(message) => (
              <>
                <Show when={message().from === chats.user}>
                  <Ticks tick={tickOf(message().seq, conversation())} />
                </Show>
                {message().text ?? 'A file'}
              </>
            )}
          </Match>
        </Switch>
      </span>
      <Show when={unread() > 0}>
        <span class="count">
          {unread() >= 100 ? '99+' : unread()}
          <span class="hidden"> unread</span>
        </span>
      </Show>
    </a>
  );
}
