/** What a client needs of the place it runs in. */
export interface Host {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Calls back once after so many ms, unless the returned function is called before. */
  schedule(call: () => void, ms: number): () => void;
  /** From 0 to 1. */
  random(): number;
  /** A new random UUID. */
  uuid(): string;
}

/** One socket, as the client uses it. */
export interface Link {
  send(text: string): void;
  close(): void;
}

/** What a socket tells. */
export interface Peer {
  opened(): void;
  received(text: string): void;
  closed(code: number, reason: string): void;
}

/** Opens sockets. */
export interface Transport {
  open(address: string, subprotocol: string, peer: Peer): Link;
}
