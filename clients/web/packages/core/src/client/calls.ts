import type { ServerFrame, WireError } from '../protocol/frames.js';
import { type ClosedError, RefusedError } from './errors.js';

interface Call<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

/** The calls that wait for an answer. */
export class Calls {
  private readonly sends = new Map<string, Call<void>[]>();
  private readonly requests = new Map<string, Call<ServerFrame>>();
  private closed: ClosedError | undefined;

  accepted(id: string): Promise<void> {
    return this.pending((call) => this.sends.set(id, [...(this.sends.get(id) ?? []), call]));
  }

  answer(ref: string): Promise<ServerFrame> {
    return this.pending((call) => this.requests.set(ref, call));
  }

  /** Nobody waits for a message that an earlier run of this device handed in. */
  settle(id: string, refusal: WireError | undefined): void {
    for (const call of this.sends.get(id) ?? []) {
      if (refusal) {
        call.reject(new RefusedError(refusal));
      } else {
        call.resolve();
      }
    }
    this.sends.delete(id);
  }

  answered(ref: string, frame: ServerFrame): void {
    const call = this.requests.get(ref);
    this.requests.delete(ref);
    if (frame.error) {
      call?.reject(new RefusedError(frame.error));
    } else {
      call?.resolve(frame);
    }
  }

  close(reason: ClosedError): void {
    this.closed = reason;
    for (const call of [...this.sends.values()].flat()) {
      call.reject(reason);
    }
    for (const call of this.requests.values()) {
      call.reject(reason);
    }
    this.sends.clear();
    this.requests.clear();
  }

  private pending<T>(register: (call: Call<T>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.closed) {
        reject(this.closed);
      } else {
        register({ resolve, reject });
      }
    });
  }
}
