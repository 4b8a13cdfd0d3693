/**
 * Full jitter: a random time between nothing and a ceiling that doubles. Clients that lost the same
 * gateway come back spread out, not in waves. The random numbers come from a seed in the state, so
 * that the machine stays a function.
 */
export interface Backoff {
  readonly failures: number;
  readonly seed: number;
}

const DOUBLINGS_MAX = 20;

export function nextDelay(
  backoff: Backoff,
  first: number,
  max: number,
): { readonly delay: number; readonly backoff: Backoff } {
  const ceiling = Math.min(max, first * 2 ** Math.min(backoff.failures, DOUBLINGS_MAX));
  const { value, seed } = random(backoff.seed);
  return { delay: Math.floor(value * ceiling), backoff: { failures: backoff.failures + 1, seed } };
}

export function reset(backoff: Backoff): Backoff {
  return { ...backoff, failures: 0 };
}

/** A step of mulberry32: from 0 to 1, and the next seed. */
function random(before: number): { readonly value: number; readonly seed: number } {
  const seed = (before + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, seed };
}
