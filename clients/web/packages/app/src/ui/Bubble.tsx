import { Show } from 'solid-js';
import { clock } from '../state/format.ts';
import { reasonOf, type Tick, tickOf, tickOfOutgoing } from '../state/tick.ts';
import type { Item } from '../state/timeline.ts';
import { useChats } from './context.ts';
import { Ticks } from './Ticks.tsx';

type Said = Extract<Item, { kind: 'said' }>;
type Unsent = Extract<Item, { kind: 'outgoing' }>;

export function SaidBubble(props: { readonly item: Said }) {
  const chats = useChats();
  const message = () => props.item.message;
  const conversation = () => chats.state.conversations[message().conversationId];
  return (
    <Bubble
      from={message().from}
      mine={props.item.mine}
      first={props.item.first}
      last={props.item.last}
      text={message().text ?? 'A file that this app can not show.'}
      time={message().sentAt}
      tick={props.item.mine ? tickOf(message().seq, conversation()) : undefined}
    />
  );
}

export function OutgoingBubble(props: { readonly item: Unsent }) {
  const chats = useChats();
  const outgoing = () => props.item.outgoing;
  return (
    <>
      <Bubble
        from={chats.user}
        mine={true}
        first={props.item.first}
        last={props.item.last}
        text={outgoing().message.text ?? ''}
        time={outgoing().createdAt}
        tick={tickOfOutgoing(outgoing())}
      />
      <Show when={outgoing().fate === 'refused'}>
        <p class="not-sent" role="alert">
          Not sent: {reasonOf(outgoing())}
          <button type="button" onClick={() => chats.retry(outgoing())}>
            Send again
          </button>
          <button
            type="button"
            onClick={() => void chats.discard(outgoing().message.clientMessageId)}
          >
            Delete
          </button>
        </p>
      </Show>
    </>
  );
}

function Bubble(props: {
  readonly from: string;
  readonly mine: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly text: string;
  readonly time: number;
  readonly tick: Tick | undefined;
}) {
  return (
    <article class="line" classList={{ mine: props.mine, first: props.first, last: props.last }}>
      <div class="bubble" classList={{ emoji: isOnlyEmoji(props.text) }}>
        <span class="hidden">{props.mine ? 'You' : props.from}: </span>
        <span class="text" dir="auto">
          {props.text}
        </span>
        <span class="meta">
          <time dateTime={new Date(props.time).toISOString()}>{clock(props.time)}</time>
          <Show when={props.tick}>{(tick) => <Ticks tick={tick()} />}</Show>
        </span>
      </div>
    </article>
  );
}

const FEW_EMOJI =
  /^(?:\p{Extended_Pictographic}(?:️|‍\p{Extended_Pictographic}|\p{Emoji_Modifier})*\s?){1,3}$/u;

function isOnlyEmoji(text: string): boolean {
  return text.length <= 40 && FEW_EMOJI.test(text);
}
