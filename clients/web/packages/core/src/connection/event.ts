import type { ClientFrame, Send, ServerFrame, WireError } from '../protocol/frames.js';
import type { Draft } from './outbox.js';
import type { Cursors } from './receipts.js';
import type { ConnectionState } from './state.js';

/** What the machine is told. */
export type Event =
  // What the application wants
  | { readonly kind: 'start' }
  | { readonly kind: 'close'; readonly reason?: string }
  | { readonly kind: 'send'; readonly draft: Draft }
  | { readonly kind: 'receipt'; readonly conversationId: string; readonly cursors: Cursors }
  | { readonly kind: 'request'; readonly ref: string; readonly frame: ClientFrame }
  /** Typing, presence and blocks: said now or never. */
  | { readonly kind: 'signal'; readonly frame: ClientFrame }
  /** The application is done with these announced frames. */
  | { readonly kind: 'handled'; readonly frames: readonly ServerFrame[] }
  // What happens to the connection
  | { readonly kind: 'tokenFetched'; readonly attempt: number; readonly token: string }
  | { readonly kind: 'tokenFailed'; readonly attempt: number; readonly reason: string }
  | { readonly kind: 'linkOpened'; readonly attempt: number }
  | {
      readonly kind: 'linkClosed';
      readonly attempt: number;
      readonly code: number;
      readonly reason: string;
    }
  | { readonly kind: 'frame'; readonly attempt: number; readonly frame: ServerFrame }
  | { readonly kind: 'garbage'; readonly attempt: number }
  | { readonly kind: 'tick' }
  // What the device says about itself
  /** There may be a network again, or someone looks: don't wait. */
  | { readonly kind: 'wake' }
  | { readonly kind: 'offline' };

/** What is to be done, in order. */
export type Effect =
  | { readonly kind: 'fetchToken'; readonly attempt: number }
  | { readonly kind: 'openLink'; readonly attempt: number; readonly gateway: string }
  /** `alive`: false if the other side is believed dead, so there is no closing handshake. */
  | { readonly kind: 'closeLink'; readonly alive: boolean }
  | { readonly kind: 'sendFrame'; readonly frame: ClientFrame }
  | { readonly kind: 'savePosition'; readonly position: number }
  | { readonly kind: 'saveOutgoing'; readonly message: Send }
  /** The fate of a message: accepted, or refused for good. */
  | { readonly kind: 'settle'; readonly id: string; readonly refusal?: WireError | undefined }
  /** The answer to a request, or the error that it got instead. */
  | { readonly kind: 'answer'; readonly ref: string; readonly frame: ServerFrame }
  /** Something for the application. */
  | { readonly kind: 'announce'; readonly frame: ServerFrame }
  | { readonly kind: 'changeState'; readonly state: ConnectionState };
