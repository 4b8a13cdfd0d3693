/** What was handed in and not yet taken by the device. */
export interface Unsent {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

/**
 * A page may end at any moment, also between Enter and the write to the database. This store is
 * written before the next line runs, so such a message is found by the next page, and is sent under
 * the id that it has.
 */
export class UnsentStore {
  private readonly storage: Storage;
  private readonly prefix: string;

  constructor(storage: Storage, user: string) {
    this.storage = storage;
    this.prefix = `parley.unsent.${user}:`;
  }

  add(message: Unsent): void {
    this.storage.setItem(this.prefix + message.id, JSON.stringify(message));
  }

  remove(id: string): void {
    this.storage.removeItem(this.prefix + id);
  }

  /** In the order in which they were written. */
  all(): readonly Unsent[] {
    return Object.keys(this.storage)
      .filter((key) => key.startsWith(this.prefix))
      .map((key): Unsent => JSON.parse(this.storage.getItem(key) ?? '{}'))
      .sort((a, b) => a.at - b.at);
  }
}
