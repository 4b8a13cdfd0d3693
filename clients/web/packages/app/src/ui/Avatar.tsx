import type { Presence } from '@parley/core';
import { Show } from 'solid-js';
import { hueOf } from '../state/format.ts';

export function Avatar(props: { readonly name: string; readonly presence?: Presence | undefined }) {
  return (
    <span class="avatar" style={{ '--hue': String(hueOf(props.name)) }} aria-hidden="true">
      {props.name.slice(0, 1).toUpperCase()}
      <Show when={props.presence?.online}>
        <span class="dot" classList={{ away: props.presence?.away ?? false }} />
      </Show>
    </span>
  );
}
