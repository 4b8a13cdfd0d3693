/** Of docs/protocol.md; what `welcome` says wins. */
export const SUBPROTOCOL = 'parley.v1.json';
export const TEXT_MAX_BYTES = 16 * 1024;
export const UNACCEPTED_SENDS_MAX = 16;
export const PAGE_LIMIT_MAX = 200;
export const UNREAD_COUNT_MAX = 100;
export const PING_INTERVAL_MS = 25_000;
export const PONG_TIMEOUT_MS = 10_000;
