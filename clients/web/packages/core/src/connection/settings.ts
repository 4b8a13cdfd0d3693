/** How long things take and wait, in ms. */
export interface Timings {
  /** The first reconnect waits a random time up to this; each further one up to twice as long. */
  readonly backoffFirst: number;
  /** The most that a reconnect waits; a connection that held this long starts the backoff anew. */
  readonly backoffMax: number;
  /** How long a token, an upgrade or a welcome may take. */
  readonly answer: number;
  /** Receipts of this long go out as one. */
  readonly receiptDelay: number;
  /** When to offer a message again that a gateway could not take and gave no time for. */
  readonly retry: number;
}

export const DEFAULT_TIMINGS: Timings = {
  backoffFirst: 1_000,
  backoffMax: 32_000,
  answer: 10_000,
  receiptDelay: 50,
  retry: 1_000,
};

/** What a connection is made with. */
export interface Settings {
  /** Base addresses (ws: or wss:), tried in turn, the first one first. */
  readonly gateways: readonly string[];
  readonly deviceId: string;
  readonly clientName: string;
  /** Say "delivered" for each message that the application has handled. */
  readonly confirmDelivery: boolean;
  readonly timings: Timings;
}
