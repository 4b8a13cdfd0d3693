/** Why a gateway closed a connection; docs/protocol.md says what each means. */
export const CLOSE_REASONS: Readonly<Record<number, string>> = {
  4000: 'going away',
  4001: 'slow consumer',
  4002: 'idle',
  4003: 'replaced by a newer connection of this device',
  4400: 'bad frame',
  4401: 'bad or expired token',
  4403: 'forbidden origin',
  4408: 'no hello in time',
  4413: 'frame too large',
  4429: 'too many connections',
};

export const CloseCode = {
  NORMAL: 1000,
  CUT: 1006,
  GOING_AWAY: 4000,
  UNAUTHORIZED: 4401,
} as const;

/** A retry of the same can't mend it. */
export function isTerminal(closeCode: number): boolean {
  return closeCode >= 4400 && closeCode <= 4499;
}

export function closeReason(code: number): string {
  return CLOSE_REASONS[code] ?? (code === CloseCode.CUT ? 'cut' : `closed with ${code}`);
}

export const ERROR_CODES = [
  'bad_frame',
  'unknown_kind',
  'too_large',
  'invalid_argument',
  'not_a_member',
  'blocked',
  'conflict',
  'expired',
  'rate_limited',
  'not_ready',
  'unavailable',
  'internal',
] as const;

const TRANSIENT: ReadonlySet<string> = new Set([
  'rate_limited',
  'unavailable',
  'not_ready',
  'internal',
]);

/** The same message may be taken a little later. */
export function isTransient(errorCode: string): boolean {
  return TRANSIENT.has(errorCode);
}
