import { UNREAD_COUNT_MAX } from '@parley/core';
import {
  createEffect,
  createMemo,
  createSignal,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Switch,
} from 'solid-js';
import { Virtualizer, type VirtualizerHandle } from 'virtua/solid';
import { day } from '../state/format.ts';
import { createScrollback } from '../state/scrollback.ts';
import { type Item, timeline } from '../state/timeline.ts';
import { OutgoingBubble, SaidBubble } from './Bubble.tsx';
import { useChats } from './context.ts';
import { DownIcon } from './icons.tsx';

/** So near to an end counts as at it. */
const NEAR_END_PX = 40;
const NEAR_START_PX = 1_200;
/** Lines are measured this far out of sight, so that none changes its size in view. */
const AHEAD_PX = 800;

export function Timeline(props: { readonly conversationId: string; readonly peer: string }) {
  const chats = useChats();
  const scrollback = createScrollback(chats, props.conversationId);
  const conversation = () => chats.state.conversations[props.conversationId];
  const unreadAtFirst = conversation()?.unread ?? 0;
  // With more than can be counted, the first one is too far away to begin there.
  const beginsAtUnread = unreadAtFirst > 0 && unreadAtFirst < UNREAD_COUNT_MAX;
  const firstUnread = beginsAtUnread ? (conversation()?.read ?? 0) + 1 : undefined;
  const [atEnd, setAtEnd] = createSignal(!beginsAtUnread);
  const [prepending, setPrepending] = createSignal(false);
  const [visible, setVisible] = createSignal(document.visibilityState === 'visible');
  let handle: VirtualizerHandle | undefined;
  let placed = false;

  const items = createMemo<readonly Item[]>((before) => {
    const known = new Map(before.map((item) => [item.key, item]));
    const outgoing = chats.outgoingOf(props.conversationId);
    return timeline(scrollback.messages(), outgoing, chats.user, firstUnread, known);
  }, []);

  onMount(() => {
    void scrollback.open(unreadAtFirst).catch(() => {}); // what is missing comes with the connection
    const onVisibility = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', onVisibility);
    onCleanup(() => document.removeEventListener('visibilitychange', onVisibility));
  });

  /** Stays at the end while it is there; at first, at what is unread. */
  createEffect(
    on(items, (now) => {
      if (now.length === 0) {
        return;
      }
      const separator = placed ? -1 : now.findIndex(({ kind }) => kind === 'unread');
      if (separator >= 0) {
        placed = true;
        toItem(separator, 'start');
      } else if (isOwnNew(now)) {
        placed = true;
        toEnd();
      } else if (atEnd()) {
        placed = true;
        stayAtEnd();
      }
    }),
  );

  createEffect(() => {
    const { lastSeq = 0, read = 0 } = conversation() ?? {};
    if (visible() && atEnd() && scrollback.loaded() && lastSeq > read) {
      void chats.read(props.conversationId, lastSeq).catch(() => {});
    }
  });

  let lastOutgoing: string | undefined;
  function isOwnNew(now: readonly Item[]): boolean {
    const last = now.at(-1);
    const key = last?.kind === 'outgoing' ? last.key : undefined;
    const isNew = key !== undefined && key !== lastOutgoing;
    lastOutgoing = key;
    return isNew;
  }

  function toItem(index: number, align: 'start' | 'end'): void {
    // After the list has taken the new items over.
    requestAnimationFrame(() => {
      handle?.scrollToIndex(index, { align });
      onScroll();
    });
  }

  function toEnd(): void {
    setAtEnd(true);
    toItem(items().length - 1, 'end');
  }

  /** Whoever scrolls up while the list takes news over isn't taken back down. */
  function stayAtEnd(): void {
    const offset = handle?.scrollOffset ?? 0;
    requestAnimationFrame(() => {
      if (handle && handle.scrollOffset >= offset - NEAR_END_PX) {
        handle.scrollToIndex(items().length - 1, { align: 'end' });
      }
      onScroll();
    });
  }

  function onScroll(): void {
    lookWhere();
    if (placed && handle && handle.scrollOffset < NEAR_START_PX) {
      void older();
    }
  }

  /** By the list's own numbers: to ask the page would lay it out once more for each step. */
  function lookWhere(): void {
    if (handle) {
      setAtEnd(handle.scrollSize - handle.viewportSize - handle.scrollOffset < NEAR_END_PX);
    }
  }

  /** What is at the end stays there when what is written below needs more lines. */
  function onResize(): void {
    if (atEnd()) {
      toEnd();
    } else {
      lookWhere();
    }
  }

  async function older(): Promise<void> {
    if (prepending()) {
      return;
    }
    setPrepending(true);
    try {
      await scrollback.older();
    } catch {
      // Offline: it is tried again with the next scroll.
    } finally {
      // The list has measured the new items by then and kept its place.
      requestAnimationFrame(() => setPrepending(false));
    }
  }

  return (
    <div class="timeline-box">
      <section class="timeline" aria-label="Messages" tabindex={0}>
        <div class="push" />
        <Show when={scrollback.loaded() && items().length === 0}>
          <p class="hello">
            Say hello to <strong>{props.peer}</strong>.
          </p>
        </Show>
        <Virtualizer
          ref={(h) => {
            handle = h;
          }}
          data={items()}
          shift={prepending()}
          bufferSize={AHEAD_PX}
          onScroll={onScroll}
          onResize={onResize}
        >
          {(item) => <Line item={item} />}
        </Virtualizer>
      </section>
      <Show when={!atEnd() && items().length > 0}>
        <button type="button" class="to-end" aria-label="To the newest message" onClick={toEnd}>
          <DownIcon />
          <Show when={(conversation()?.unread ?? 0) > 0}>
            <span class="count">{conversation()?.unread}</span>
          </Show>
        </button>
      </Show>
    </div>
  );
}

function Line(props: { readonly item: Item }) {
  const as = <K extends Item['kind']>(kind: K) =>
    props.item.kind === kind ? (props.item as Extract<Item, { kind: K }>) : undefined;
  return (
    <Switch>
      <Match when={as('said')}>{(item) => <SaidBubble item={item()} />}</Match>
      <Match when={as('outgoing')}>{(item) => <OutgoingBubble item={item()} />}</Match>
      <Match when={as('day')}>
        {(item) => (
          <h2 class="separator">
            <span>{day(item().time, Date.now())}</span>
          </h2>
        )}
      </Match>
      <Match when={as('unread')}>
        <h2 class="separator unread">
          <span>Unread messages</span>
        </h2>
      </Match>
    </Switch>
  );
}
