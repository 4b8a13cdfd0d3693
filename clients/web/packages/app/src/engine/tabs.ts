import type { Command, Notice } from '@parley/core';
import type { Engine, Leader } from './engine.ts';

/** What tabs say to each other. */
export type TabMessage =
  | { readonly kind: 'leader' }
  | { readonly kind: 'newcomer' }
  | { readonly kind: 'command'; readonly id: string; readonly command: Command }
  | { readonly kind: 'done'; readonly id: string; readonly failure?: string }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'wake' }
  | ({ readonly kind: 'seen'; readonly tab: string } & Sight);

/** Whether a tab is in sight, and whose presence it shows. */
interface Sight {
  readonly visible: boolean;
  readonly users: readonly string[];
}

/** What tabs need of a browser. */
export interface TabHost {
  readonly tab: string;
  uuid(): string;
  post(message: TabMessage): void;
  onMessage(listener: (message: TabMessage) => void): void;
  /** Calls back when this tab leads; it leads until it is closed. */
  lead(begin: () => Promise<void>): void;
}

interface Pending {
  readonly command: Command;
  readonly resolve: () => void;
  readonly reject: (failure: Error) => void;
}

/**
 * Several tabs of one user are one device: one of them leads and has the connection, the others ask
 * it. A command is asked again whenever there is a new leader, until one has taken it.
 */
export class Tabs implements Engine {
  private readonly host: TabHost;
  private readonly start: (notify: (notice: Notice) => void) => Promise<Leader>;
  private leader: Leader | undefined;
  private readonly pending = new Map<string, Pending>();
  private readonly listeners: ((notice: Notice) => void)[] = [];
  private sight: Sight = { visible: false, users: [] };
  /** Whose presence each tab in sight shows. */
  private readonly inSight = new Map<string, readonly string[]>();

  constructor(host: TabHost, start: (notify: (notice: Notice) => void) => Promise<Leader>) {
    this.host = host;
    this.start = start;
  }

  /** Begins; whoever wants to miss no notice listens by then. */
  join(): void {
    this.host.onMessage((message) => this.heard(message));
    this.host.lead(() => this.lead());
    this.host.post({ kind: 'newcomer' });
  }

  do(command: Command): Promise<void> {
    if (this.leader) {
      return this.leader.do(command);
    }
    return new Promise((resolve, reject) => {
      const id = this.host.uuid();
      this.pending.set(id, { command, resolve, reject });
      this.host.post({ kind: 'command', id, command });
    });
  }

  onNotice(listener: (notice: Notice) => void): void {
    this.listeners.push(listener);
  }

  wake(): void {
    this.leader?.wake();
    this.host.post({ kind: 'wake' });
  }

  offline(): void {
    this.leader?.offline(); // each tab hears it of the browser, the leader as well
  }

  /** Whether this tab is in sight; the leader knows it of all. */
  seen(visible: boolean): void {
    this.sees({ ...this.sight, visible });
  }

  looksAt(users: readonly string[]): void {
    this.sees({ ...this.sight, users });
  }

  private sees(sight: Sight): void {
    this.sight = sight;
    this.note(this.host.tab, sight);
    this.saySight();
  }

  private saySight(): void {
    this.host.post({ kind: 'seen', tab: this.host.tab, ...this.sight });
  }

  /** True in the leader while no tab is in sight: it is the one to notify. */
  get isAloneUnseen(): boolean {
    return this.leader !== undefined && this.inSight.size === 0;
  }

  private async lead(): Promise<void> {
    this.leader = await this.start((notice) => {
      this.tell(notice);
      this.host.post({ kind: 'notice', notice });
    });
    this.tell(this.leader.connectionNotice);
    this.sayActive();
    this.sayWatched();
    this.host.post({ kind: 'leader' });
    const own = [...this.pending.values()];
    this.pending.clear();
    for (const { command, resolve, reject } of own) {
      this.leader.do(again(command)).then(resolve, reject);
    }
  }

  private heard(message: TabMessage): void {
    switch (message.kind) {
      case 'leader':
        for (const [id, { command }] of this.pending) {
          this.host.post({ kind: 'command', id, command: again(command) });
        }
        break;
      case 'newcomer':
        if (this.leader) {
          this.host.post({ kind: 'notice', notice: this.leader.connectionNotice });
        }
        this.saySight();
        break;
      case 'command':
        this.doForOther(message.id, message.command);
        break;
      case 'done':
        this.done(message.id, message.failure);
        break;
      case 'notice':
        this.tell(message.notice);
        break;
      case 'wake':
        this.leader?.wake();
        break;
      case 'seen':
        this.note(message.tab, message);
    }
  }

  /** The user is there while any of the tabs is in sight. */
  private note(tab: string, { visible, users }: Sight): void {
    const before = this.inSight.size > 0;
    if (visible) {
      this.inSight.set(tab, users);
    } else {
      this.inSight.delete(tab);
    }
    if (before !== this.inSight.size > 0) {
      this.sayActive();
    }
    this.sayWatched();
  }

  private sayActive(): void {
    const active = this.inSight.size > 0;
    this.leader?.do({ kind: 'active', active }).catch(() => {}); // a hint, said again when online
  }

  private sayWatched(): void {
    const users = [...this.inSight.values()].flat();
    this.leader?.do({ kind: 'watch', users }).catch(() => {}); // as above
  }

  private doForOther(id: string, command: Command): void {
    this.leader?.do(command).then(
      () => this.host.post({ kind: 'done', id }),
      (failure) =>
        this.host.post({ kind: 'done', id, failure: String(failure?.message ?? failure) }),
    );
  }

  private done(id: string, failure: string | undefined): void {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    if (failure === undefined) {
      waiting?.resolve();
    } else {
      waiting?.reject(new Error(failure));
    }
  }

  private tell(notice: Notice): void {
    for (const listener of this.listeners) {
      listener(notice);
    }
  }
}

/** The one that was asked first may have taken it before it went. */
function again(command: Command): Command {
  return command.kind === 'send' ? { ...command, again: true } : command;
}
