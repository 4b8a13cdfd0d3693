import { isTransient } from '../protocol/codes.js';
import type { ClientFrame, ServerFrame, Update, Welcome, WireError } from '../protocol/frames.js';
import { UNACCEPTED_SENDS_MAX } from '../protocol/limits.js';
import * as connector from './connector.js';
import type { Effect, Event } from './event.js';
import * as outbox from './outbox.js';
import * as receipts from './receipts.js';
import type { State } from './state.js';
import { Turn } from './turn.js';

/**
 * All that a device decides: an event, with the time it happened, gives the next state and what is
 * to be done. It is a function: no clock, random number, socket or store in it.
 *
 * An update counts as received when it was announced, and as handled when the application is done
 * with it. A reconnect asks for what follows the last received one; a restart, which loses what was
 * not handled yet, for what follows the last handled one.
 */
export function step(
  state: State,
  event: Event,
  now: number,
): { readonly state: State; readonly effects: readonly Effect[] } {
  const turn = new Turn(state, now);
  on(turn, event);
  return { state: turn.state, effects: turn.effects };
}

function on(turn: Turn, event: Event): void {
  switch (event.kind) {
    case 'start':
      connector.start(turn);
      break;
    case 'close':
      close(turn, event.reason ?? 'closed by the application');
      break;
    case 'send':
      send(turn, event.draft);
      break;
    case 'receipt':
      want(turn, event.conversationId, event.cursors);
      break;
    case 'request':
      turn.set({ requests: new Map(turn.state.requests).set(event.ref, event.frame) });
      signal(turn, event.frame);
      break;
    case 'signal':
      signal(turn, event.frame);
      break;
    case 'handled':
      handled(turn, event.frames);
      break;
    case 'tokenFetched':
      connector.tokenFetched(turn, event.attempt, event.token);
      break;
    case 'tokenFailed':
      connector.tokenFailed(turn, event.attempt, event.reason);
      break;
    case 'linkOpened':
      connector.linkOpened(turn, event.attempt);
      break;
    case 'linkClosed':
      connector.linkClosed(turn, event.attempt, event.code, event.reason);
      break;
    case 'frame':
      frame(turn, event.attempt, event.frame);
      break;
    case 'garbage':
      garbage(turn, event.attempt);
      break;
    case 'tick':
      tick(turn);
      break;
    case 'wake':
      connector.wake(turn);
      break;
    case 'offline':
      connector.offline(turn);
      break;
  }
}

function close(turn: Turn, reason: string): void {
  if (turn.isOnline) {
    flushReceipts(turn);
  }
  connector.close(turn, reason);
}

/** A message that is already on its way is not taken again. */
function send(turn: Turn, draft: outbox.Draft): void {
  if (!outbox.find(turn.state.outbox, draft.clientMessageId)) {
    const added = outbox.add(turn.state.outbox, draft);
    turn.set({ outbox: added.outbox });
    turn.emit({ kind: 'saveOutgoing', message: added.message });
    sendOutgoing(turn);
  }
}

function want(turn: Turn, conversationId: string, cursors: receipts.Cursors): void {
  const flushAt = turn.now + turn.state.settings.timings.receiptDelay;
  turn.set({ receipts: receipts.want(turn.state.receipts, conversationId, cursors, flushAt) });
}

function signal(turn: Turn, said: ClientFrame): void {
  if (turn.isOnline) {
    turn.sendAll([said]);
  }
}

function handled(turn: Turn, frames: readonly ServerFrame[]): void {
  if (turn.state.phase.kind === 'stopped') {
    return; // an answer that the application gave after the end was not kept: let it hear this again
  }
  let position: number | undefined;
  for (const { update, resync } of frames) {
    position = update?.position ?? resync?.position ?? position;
    if (update) {
      handledUpdate(turn, update);
    }
  }
  if (position !== undefined) {
    turn.emit({ kind: 'savePosition', position });
  }
}

function handledUpdate(turn: Turn, { message, receipt }: Update): void {
  const { userId, settings } = turn.state;
  if (message && message.from !== userId && settings.confirmDelivery) {
    want(turn, message.conversationId, { delivered: message.seq, read: 0 });
  } else if (receipt && receipt.userId === userId) {
    turn.set({ receipts: receipts.confirmed(turn.state.receipts, receipt) });
  }
}

function tick(turn: Turn): void {
  connector.tick(turn);
  if (turn.isOnline) {
    if (turn.now >= turn.state.receipts.flushAt) {
      flushReceipts(turn);
    }
    if (turn.state.sendsHeldUntil !== -Infinity && turn.now >= turn.state.sendsHeldUntil) {
      turn.set({ sendsHeldUntil: -Infinity });
      sendOutgoing(turn);
    }
  }
}

function garbage(turn: Turn, attempt: number): void {
  if (turn.isCurrent(attempt)) {
    connector.distrust(turn, 'not a frame of this protocol');
  }
}

function frame(turn: Turn, attempt: number, said: ServerFrame): void {
  if (!turn.isCurrent(attempt)) {
    return;
  }
  connector.signOfLife(turn);
  if (said.welcome) {
    welcomed(turn, said.welcome);
  } else if (said.accepted) {
    settle(turn, said.accepted.clientMessageId);
  } else if (said.update) {
    updated(turn, said, said.update);
  } else if (said.caughtUp) {
    caughtUp(turn, said, said.caughtUp.position);
  } else if (said.resync) {
    turn.set({ received: said.resync.position });
    turn.emit({ kind: 'announce', frame: said });
  } else if (said.goodbye) {
    connector.goodbye(turn, said.goodbye.reconnectAfterMs);
  } else if (said.error) {
    refused(turn, said, said.error);
  } else if (said.presence || said.typing || said.visibility) {
    turn.emit({ kind: 'announce', frame: said });
  } else {
    const answer = said.historyPage ?? said.conversationList ?? said.pong;
    if (answer) {
      answered(turn, answer.ref, said);
    } // else a kind of a later version: it is not for this client
  }
}

function welcomed(turn: Turn, welcome: Welcome): void {
  connector.welcomed(turn, welcome);
  turn.set({
    userId: welcome.userId,
    window: welcome.limits?.unacceptedSends || UNACCEPTED_SENDS_MAX,
    sendsHeldUntil: -Infinity,
    outbox: outbox.putBackAll(turn.state.outbox),
    receipts: receipts.unsendAll(turn.state.receipts),
  });
  sendOutgoing(turn);
  flushReceipts(turn);
  turn.sendAll(turn.state.requests.values());
}

function updated(turn: Turn, said: ServerFrame, { position, message }: Update): void {
  const { received, userId, settings } = turn.state;
  if (position > received + 1) {
    connector.distrust(turn, 'a gap in the feed');
  } else if (position === received + 1) {
    turn.set({ received: position });
    if (message && message.from === userId && message.fromDevice === settings.deviceId) {
      settle(turn, message.clientMessageId); // may come before accepted, and proves it
    }
    turn.emit({ kind: 'announce', frame: said });
  }
}

function caughtUp(turn: Turn, said: ServerFrame, position: number): void {
  if (position > turn.state.received) {
    connector.distrust(turn, 'a gap in the feed');
  } else {
    turn.emit({ kind: 'announce', frame: said });
  }
}

function refused(turn: Turn, said: ServerFrame, error: WireError): void {
  if (!turn.isOnline && error.retryAfterMs !== undefined) {
    turn.set({ toldToWait: error.retryAfterMs }); // the gateway declines, and closes
    return;
  }
  const message = outbox.find(turn.state.outbox, error.clientMessageId ?? '');
  if (message && isTransient(error.code)) {
    turn.set({
      outbox: outbox.putBack(turn.state.outbox, message.clientMessageId),
      sendsHeldUntil: turn.now + (error.retryAfterMs ?? turn.state.settings.timings.retry),
    });
  } else if (message) {
    settle(turn, message.clientMessageId, error);
  } else if (error.ref !== undefined && turn.state.requests.has(error.ref)) {
    answered(turn, error.ref, said);
  } else {
    // For instance the sequencer's no to a message that was accepted: it is settled already.
    turn.emit({ kind: 'announce', frame: said });
  }
}

function settle(turn: Turn, id: string, refusal?: WireError): void {
  const message = outbox.find(turn.state.outbox, id);
  if (message) {
    turn.set({ outbox: outbox.settle(turn.state.outbox, message.clientMessageId) });
    turn.emit({ kind: 'settle', id: message.clientMessageId, refusal });
    sendOutgoing(turn);
  }
}

function answered(turn: Turn, ref: string, said: ServerFrame): void {
  if (turn.state.requests.has(ref)) {
    const requests = new Map(turn.state.requests);
    requests.delete(ref);
    turn.set({ requests });
    turn.emit({ kind: 'answer', ref, frame: said });
  }
}

function sendOutgoing(turn: Turn): void {
  if (turn.isOnline && turn.state.sendsHeldUntil === -Infinity) {
    const { outbox: next, taken } = outbox.take(turn.state.outbox, turn.state.window);
    turn.set({ outbox: next });
    turn.sendAll(taken.map((message) => ({ send: message })));
    if (taken.length > 0) {
      connector.asked(turn);
    }
  }
}

function flushReceipts(turn: Turn): void {
  const flushed = receipts.flush(turn.state.receipts);
  turn.set({ receipts: flushed.receipts });
  turn.sendAll(flushed.frames);
}
