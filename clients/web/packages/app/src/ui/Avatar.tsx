import { Show } from 'solid-js';
import { hueOf } from '../state/format.ts';

export function Avatar(props: { readonly name: string; readonly online?: boolean }) {
  return (
    <span class="avatar" style={{ '--hue': String(hueOf(props.name)) }} aria-hidden="true">
      {props.name.slice(0, 1).toUpperCase()}
      <Show when={props.online}>
        <span class="dot" />
      </Show>
    </span>
  );
}
