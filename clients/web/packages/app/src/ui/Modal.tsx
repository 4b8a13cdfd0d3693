import { type JSX, onMount } from 'solid-js';

/** A dialog above all else, from when it is made; Escape closes it. */
export function Modal(props: {
  readonly titleId: string;
  readonly onClose: () => void;
  readonly children: (close: () => void) => JSX.Element;
}) {
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());

  return (
    <dialog
      ref={(element) => {
        dialog = element;
      }}
      aria-labelledby={props.titleId}
      onClose={() => props.onClose()}
    >
      {props.children(() => dialog?.close())}
    </dialog>
  );
}
