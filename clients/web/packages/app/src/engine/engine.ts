import type { Command, Notice } from '@parley/core';

/** The one device that all tabs of a user are, wherever it runs. */
export interface Engine {
  /** Fulfilled when the device has taken it; a message is then stored. */
  do(command: Command): Promise<void>;
  /** Whose presence this tab shows: these and no others. */
  looksAt(users: readonly string[]): void;
  onNotice(listener: (notice: Notice) => void): void;
  /** There may be a network again, or someone looks. */
  wake(): void;
  offline(): void;
}

/** The part of a messenger that runs in the leading tab. */
export interface Leader {
  readonly connectionNotice: Notice;
  do(command: Command): Promise<void>;
  wake(): void;
  offline(): void;
}
