import { isName } from '@parley/core';
import { createSignal } from 'solid-js';
import { useChats } from './context.ts';
import { Modal } from './Modal.tsx';

export function NewChat(props: {
  readonly onOpen: (peer: string) => void;
  readonly onClose: () => void;
}) {
  const chats = useChats();
  const [problem, setProblem] = createSignal('');

  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): void {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('peer')).trim();
    if (!isName(name)) {
      setProblem('A name has 1 to 64 letters, digits, dots, dashes or underscores.');
    } else if (name === chats.user) {
      setProblem('That is you.');
    } else {
      props.onOpen(name);
    }
  }

  return (
    <Modal titleId="new-title" onClose={props.onClose}>
      {(close) => (
        <form onSubmit={submit} novalidate>
          <h2 id="new-title">New conversation</h2>
          <label for="peer">With whom?</label>
          <input
            id="peer"
            name="peer"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxlength={64}
            placeholder="bob"
            aria-invalid={problem() !== ''}
            aria-describedby="peer-problem"
          />
          <p id="peer-problem" class="problem" role="alert">
            {problem()}
          </p>
          <div class="actions">
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" class="primary">
              Open
            </button>
          </div>
        </form>
      )}
    </Modal>
  );
}
