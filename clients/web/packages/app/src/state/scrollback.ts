import { type Message, unbroken } from '@parley/core';
import { createSignal, onCleanup } from 'solid-js';
import type { Chats } from './chats.ts';

const PAGE = 60;
const PAGE_MAX = 200;

/** The loaded part of one conversation: always unbroken, always up to the newest. */
export function createScrollback(chats: Chats, conversationId: string) {
  const [messages, setMessages] = createSignal<readonly Message[]>([]);
  const [loaded, setLoaded] = createSignal(false);
  let loading = false;

  const headOf = () => chats.state.conversations[conversationId]?.lastSeq ?? 0;
  const firstSeq = () => messages()[0]?.seq ?? headOf() + 1;

  /** Joins what came with what is shown; what doesn't reach the head of it isn't shown yet. */
  function join(more: readonly Message[]): void {
    const shown = messages();
    const first = more[0]?.seq ?? 0;
    const last = more.at(-1)?.seq ?? 0;
    const isOneRun = last - first + 1 === more.length;
    if (more.length === 0) {
      return;
    }
    if (isOneRun && last + 1 === shown[0]?.seq) {
      setMessages([...more, ...shown]); // a page more at the beginning
    } else if (isOneRun && first - 1 === shown.at(-1)?.seq) {
      setMessages([...shown, ...more]); // news
    } else {
      sort([...shown, ...more]);
    }
  }

  function sort(all: readonly Message[]): void {
    const bySeq = new Map(all.map((message) => [message.seq, message]));
    const sorted = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
    const whole = unbroken(sorted, (sorted.at(-1)?.seq ?? 0) + 1);
    if (whole.length !== messages().length || whole[0]?.seq !== messages()[0]?.seq) {
      setMessages(whole);
    }
  }

  /** The newest messages from the device, and from the server only what the device lacks. */
  async function open(unread: number): Promise<void> {
    const wanted = Math.min(PAGE_MAX, Math.max(PAGE, unread + PAGE / 2));
    const head = headOf();
    join(unbroken(await chats.stored(conversationId, head + 1, wanted), head + 1));
    setLoaded(true);
    if (messages().length < Math.min(wanted, head)) {
      await older(wanted);
    }
  }

  /** A page more at the beginning; fulfilled when it is there or there is none. */
  async function older(limit = PAGE): Promise<void> {
    if (loading || firstSeq() <= 1) {
      return;
    }
    loading = true;
    try {
      const before = firstSeq();
      let page = unbroken(await chats.stored(conversationId, before, limit), before);
      if (page.length === 0) {
        await chats.fetch(conversationId, before, limit);
        page = unbroken(await chats.stored(conversationId, before, limit), before);
      }
      join(page);
    } finally {
      loading = false;
    }
  }

  onCleanup(
    chats.onMessages((came, live) => {
      const here = came.filter((message) => message.conversationId === conversationId);
      const newest = messages().at(-1)?.seq ?? 0;
      if (live) {
        join(here);
      } else if (loaded() && !loading && here.some(({ seq }) => seq > newest)) {
        // So much was missed that only the newest one came: what is before it must be asked for.
        open(0).catch(() => {}); // offline again: the next one tries it
      }
    }),
  );

  return { messages, loaded, open, older };
}
