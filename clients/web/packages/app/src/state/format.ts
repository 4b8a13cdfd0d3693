import { isSameDay } from './timeline.ts';

const DAY_MS = 24 * 3_600_000;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const DATE = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'short' });

export function clock(time: number): string {
  return CLOCK.format(time);
}

/** A day as people say it. */
export function day(time: number, now: number): string {
  return nearDay(time, now) ?? DATE.format(time);
}

/** When a conversation was last used: the time today, else the day. */
export function lately(time: number, now: number): string {
  return isSameDay(time, now) ? clock(time) : (nearDay(time, now) ?? SHORT_DATE.format(time));
}

export function lastSeen(time: number, now: number): string {
  const when = isSameDay(time, now) ? 'today' : day(time, now).toLowerCase();
  return `last seen ${when} at ${clock(time)}`;
}

function nearDay(time: number, now: number): string | undefined {
  if (isSameDay(time, now)) {
    return 'Today';
  }
  if (isSameDay(time, now - DAY_MS)) {
    return 'Yesterday';
  }
  return now - time < 6 * DAY_MS && time < now ? WEEKDAY.format(time) : undefined;
}

/** A hue for a name, always the same one. */
export function hueOf(name: string): number {
  let hash = 7;
  for (const character of name) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  }
  return hash;
}
