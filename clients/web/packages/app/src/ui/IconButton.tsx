import type { JSX } from 'solid-js';

/** A round button whose picture is explained by its label; the title may add how to do it by key. */
export function IconButton(props: {
  readonly label: string;
  readonly title?: string;
  readonly onClick: () => void;
  readonly children: JSX.Element;
}) {
  return (
    <button
      type="button"
      class="round"
      title={props.title ?? props.label}
      aria-label={props.label}
      onClick={() => props.onClick()}
    >
      {props.children}
    </button>
  );
}
