import { directConversation } from '@parley/core';
import { useChats } from './context.ts';
import { Modal } from './Modal.tsx';

/** Asks once: what a block does shows mostly on the other side. */
export function AskToBlock(props: { readonly peer: string; readonly onClose: () => void }) {
  const chats = useChats();

  return (
    <Modal titleId="block-title" onClose={props.onClose}>
      {(close) => (
        <form
          method="dialog"
          onSubmit={() => chats.block(directConversation(chats.user, props.peer), true)}
        >
          <h2 id="block-title">Block {props.peer}?</h2>
          <p class="about">
            Neither of you can send the other a message or see whether the other is online, until
            you unblock. {props.peer} is not told.
          </p>
          <div class="actions">
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" class="primary">
              Block
            </button>
          </div>
        </form>
      )}
    </Modal>
  );
}
