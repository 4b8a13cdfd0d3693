import { TEXT_MAX_BYTES, utf8Length } from '@parley/core';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { useChats } from './context.ts';
import { SendIcon } from './icons.tsx';

const DRAFT_DELAY_MS = 200;
const TYPING_EVERY_MS = 3_000;

export function Composer(props: { readonly conversationId: string; readonly peer: string }) {
  const chats = useChats();
  const [text, setText] = createSignal(chats.state.drafts[props.conversationId] ?? '');
  const isTooLong = () => utf8Length(text()) > TEXT_MAX_BYTES;
  const canSend = () => text().trim() !== '' && !isTooLong();
  let box: HTMLTextAreaElement | undefined;
  let savingDraft: ReturnType<typeof setTimeout> | undefined;
  let saidTypingAt = Number.NEGATIVE_INFINITY;

  onMount(() => {
    grow();
    if (matchMedia('(hover: hover)').matches) {
      box?.focus(); // on a phone the keyboard would cover the conversation
    }
  });
  onCleanup(saveDraft);

  function onInput(now: string): void {
    setText(now);
    grow();
    clearTimeout(savingDraft);
    savingDraft = setTimeout(saveDraft, DRAFT_DELAY_MS);
    sayTyping(now !== '');
  }

  function saveDraft(): void {
    clearTimeout(savingDraft);
    if (text() !== (chats.state.drafts[props.conversationId] ?? '')) {
      void chats.saveDraft(props.conversationId, text());
    }
  }

  function sayTyping(on: boolean): void {
    const now = performance.now();
    if (on ? now - saidTypingAt >= TYPING_EVERY_MS : saidTypingAt > 0) {
      saidTypingAt = on ? now : Number.NEGATIVE_INFINITY;
      void chats.typing(props.conversationId, on).catch(() => {});
    }
  }

  function send(): void {
    if (canSend()) {
      clearTimeout(savingDraft);
      chats.send(props.peer, text().trim());
      setText('');
      saidTypingAt = Number.NEGATIVE_INFINITY; // the message itself ends it
      queueMicrotask(grow);
      box?.focus();
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses its suggestion.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  }

  function grow(): void {
    if (box) {
      box.style.height = 'auto';
      box.style.height = `${box.scrollHeight}px`;
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Show when={isTooLong()}>
        <p class="problem" role="alert">
          Too long: {utf8Length(text())} of {TEXT_MAX_BYTES} bytes.
        </p>
      </Show>
      <textarea
        ref={(element) => {
          box = element;
        }}
        rows={1}
        placeholder="Message"
        aria-label={`Message to ${props.peer}`}
        value={text()}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        dir="auto"
      />
      <button type="submit" class="send" aria-label="Send" disabled={!canSend()}>
        <SendIcon />
      </button>
    </form>
  );
}
