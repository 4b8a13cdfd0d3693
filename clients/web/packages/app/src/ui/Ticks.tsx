import { Match, Switch } from 'solid-js';
import { TICK_WORDS, type Tick } from '../state/tick.ts';

/** A clock, one tick, two ticks, two blue ticks, or a warning; in words for who can't see it. */
export function Ticks(props: { readonly tick: Tick }) {
  return (
    <span class={`ticks ${props.tick}`} data-tick={props.tick}>
      <svg viewBox="0 0 18 12" aria-hidden="true">
        <Switch>
          <Match when={props.tick === 'waiting'}>
            <circle cx="9" cy="6" r="4.6" />
            <path d="M9 3.5V6l1.8 1.2" />
          </Match>
          <Match when={props.tick === 'refused'}>
            <circle cx="9" cy="6" r="4.8" />
            <path d="M9 3.4v3.2M9 8.7v.1" />
          </Match>
          <Match when={props.tick === 'sent'}>
            <path d="m5 6.5 2.8 2.8L13.5 3" />
          </Match>
          <Match when={true}>
            <path d="m2 6.5 2.8 2.8L10.5 3M8.3 8.8l.5.5L14.5 3" />
          </Match>
        </Switch>
      </svg>
      <span class="hidden">, {TICK_WORDS[props.tick]}</span>
    </span>
  );
}
