import type { ConnectionState } from '../connection/state.js';
import type { Message, Presence, TypingNotice, Visibility, WireError } from '../protocol/frames.js';
import type { Conversation, Outgoing } from '../store/store.js';

/** What a messenger tells; plain data, so it may cross from one tab to another. */
export type Notice =
  | {
      readonly kind: 'changes';
      readonly conversations: readonly Conversation[];
      /** New ones and older ones that were fetched; each is in the store already. */
      readonly messages: readonly Message[];
      readonly outgoing: readonly Outgoing[];
      readonly gone: readonly string[];
      /** False for what was fetched from history: no news. */
      readonly live: boolean;
    }
  | {
      readonly kind: 'connection';
      readonly state: ConnectionState;
      readonly caughtUp: boolean;
      /** Who may see this user. */
      readonly visibility: Visibility;
    }
  | { readonly kind: 'typing'; readonly notice: TypingNotice }
  /** A `block` was not taken. */
  | {
      readonly kind: 'blockRefused';
      readonly conversationId: string;
      readonly refusal: WireError;
    }
  | { readonly kind: 'presence'; readonly presence: Presence };

/** What a messenger is asked for. */
export type Command =
  | {
      readonly kind: 'send';
      readonly id: string;
      readonly to: string;
      readonly text: string;
      /** True if it may have been taken before: asked of another tab, or by an earlier page. */
      readonly again?: boolean;
    }
  | { readonly kind: 'discard'; readonly id: string }
  | { readonly kind: 'read'; readonly conversationId: string; readonly seq: number }
  | { readonly kind: 'typing'; readonly conversationId: string; readonly on: boolean }
  /** Whose presence is shown: these and no others. */
  | { readonly kind: 'watch'; readonly users: readonly string[] }
  | { readonly kind: 'active'; readonly active: boolean }
  /** Said now or never; a connection notice tells when it holds. */
  | { readonly kind: 'visibility'; readonly visibility: Visibility }
  /** Said now or never: a change of the conversation tells when it holds, or blockRefused. */
  | { readonly kind: 'block'; readonly conversationId: string; readonly on: boolean }
  /** Fetches messages before this seq (0: the newest) that are not in the store. */
  | {
      readonly kind: 'fetch';
      readonly conversationId: string;
      readonly before: number;
      readonly limit: number;
    };
