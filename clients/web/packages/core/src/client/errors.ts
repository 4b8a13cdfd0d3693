import type { WireError } from '../protocol/frames.js';

/** A server's no: what was wrong is in the message, what to do about it in the remedy. */
export class RefusedError extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor(error: WireError) {
    super(`${error.code}: ${error.message}`);
    this.name = 'RefusedError';
    this.code = error.code;
    this.remedy = error.remedy;
  }
}

/** The client has ended; what it had not settled is still in its store. */
export class ClosedError extends Error {
  readonly closeCode: number;

  constructor(closeCode: number, reason: string) {
    super(reason);
    this.name = 'ClosedError';
    this.closeCode = closeCode;
  }
}
