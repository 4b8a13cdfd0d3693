import type { Command, Notice } from '@parley/core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Leader } from '../src/engine/engine.ts';
import { type TabHost, type TabMessage, Tabs } from '../src/engine/tabs.ts';

const READ: Command = { kind: 'read', conversationId: 'd:ann:bob', seq: 1 };
const ONLINE: Notice = {
  kind: 'connection',
  state: { kind: 'online', gateway: 'ws://a', userId: 'ann', sessionId: 's' },
  caughtUp: true,
  visibility: { online: 'contacts', lastSeen: 'contacts' },
};

/** A browser with tabs, one lock and one channel. */
class FakeBrowser {
  readonly queue: { readonly tab: string; readonly begin: () => Promise<void> }[] = [];
  readonly ears = new Map<string, (message: TabMessage) => void>();
  private ids = 0;

  host(tab: string): TabHost {
    return {
      tab,
      uuid: () => `id-${++this.ids}`,
      post: (message) => {
        for (const [other, ear] of this.ears) {
          if (other !== tab) {
            ear(structuredClone(message));
          }
        }
      },
      onMessage: (listener) => this.ears.set(tab, listener),
      lead: (begin) => this.queue.push({ tab, begin }),
    };
  }

  /** Gives the lock to the next in the queue. */
  async grant(): Promise<void> {
    await this.queue.shift()?.begin();
  }

  close(tab: string): void {
    this.ears.delete(tab);
  }
}

class FakeLeader implements Leader {
  readonly connectionNotice = ONLINE;
  readonly done: Command[] = [];
  wakes = 0;
  failure: Error | undefined;
  notify: (notice: Notice) => void = () => {};

  get asked(): Command[] {
    return this.done.filter(({ kind }) => kind !== 'active' && kind !== 'watch');
  }

  get watched(): readonly string[] {
    return (
      this.done.flatMap((command) => (command.kind === 'watch' ? [command.users] : [])).at(-1) ?? []
    );
  }

  get active(): boolean[] {
    return this.done.flatMap((command) => (command.kind === 'active' ? command.active : []));
  }

  async do(command: Command): Promise<void> {
    if (this.failure) {
      throw this.failure;
    }
    this.done.push(command);
  }

  wake(): void {
    this.wakes++;
  }

  offline(): void {}
}

describe('tabs of one user', () => {
  let browser: FakeBrowser;
  let leaders: FakeLeader[];

  beforeEach(() => {
    browser = new FakeBrowser();
    leaders = [];
  });

  function open(tab: string): { tabs: Tabs; notices: Notice[] } {
    const notices: Notice[] = [];
    const tabs = new Tabs(browser.host(tab), async (notify) => {
      const leader = new FakeLeader();
      leader.notify = notify;
      leaders.push(leader);
      return leader;
    });
    tabs.onNotice((notice) => notices.push(notice));
    tabs.join();
    return { tabs, notices };
  }

  it('are one device: whoever asks, the leader does it', async () => {
    const first = open('1');
    const second = open('2');
    await browser.grant();
    await first.tabs.do(READ);
    await second.tabs.do(READ);
    expect(leaders).toHaveLength(1);
    expect(leaders[0]?.asked).toEqual([READ, READ]);
  });

  it('all hear what the device hears, and a new one where it stands', async () => {
    const first = open('1');
    await browser.grant();
    const second = open('2');
    expect(second.notices).toEqual([ONLINE]);
    const presence: Notice = {
      kind: 'presence',
      presence: { userId: 'bob', online: true, away: false },
    };
    leaders[0]?.notify(presence);
    expect(first.notices.at(-1)).toEqual(presence);
    expect(second.notices.at(-1)).toEqual(presence);
  });

  it('agree on whom the user blocks, whichever was asked', async () => {
    const first = open('1');
    const second = open('2');
    await browser.grant();
    const block: Command = { kind: 'block', conversationId: 'd:ann:bob', on: true };
    await second.tabs.do(block);
    expect(leaders[0]?.asked).toEqual([block]);
    const refusal = { code: 'unavailable', message: 'too busy', remedy: '' };
    const refused: Notice = { kind: 'blockRefused', conversationId: 'd:ann:bob', refusal };
    leaders[0]?.notify(refused);
    expect([first, second].map(({ notices }) => notices.at(-1))).toEqual([refused, refused]);
  });

  it('lose no command when the leader goes before it has taken it', async () => {
    open('1');
    const second = open('2');
    const third = open('3');
    const asked = [second.tabs.do(READ), third.tabs.do(READ)];
    browser.close('1');
    browser.queue.shift();
    await browser.grant();
    await Promise.all(asked);
    expect(leaders[0]?.asked).toEqual([READ, READ]);
  });

  it('hear it when a command failed', async () => {
    open('1');
    const second = open('2');
    await browser.grant();
    (leaders[0] as FakeLeader).failure = new Error('no room');
    await expect(second.tabs.do(READ)).rejects.toThrow('no room');
  });

  it('wake the device whichever is looked at', async () => {
    open('1');
    const second = open('2');
    await browser.grant();
    second.tabs.wake();
    expect(leaders[0]?.wakes).toBe(1);
  });

  it('leave it to the leader to notify, and only while none is in sight', async () => {
    const first = open('1');
    const second = open('2');
    await browser.grant();
    expect([first, second].map(({ tabs }) => tabs.isAloneUnseen)).toEqual([true, false]);
    second.tabs.seen(true);
    expect(first.tabs.isAloneUnseen).toBe(false);
    second.tabs.seen(false);
    expect(first.tabs.isAloneUnseen).toBe(true);
  });

  it('say that the user is there while any of them is in sight', async () => {
    const first = open('1');
    first.tabs.seen(true);
    await browser.grant();
    const second = open('2');
    second.tabs.seen(true);
    first.tabs.seen(false);
    expect(leaders[0]?.active).toEqual([true]);
    second.tabs.seen(false);
    expect(leaders[0]?.active).toEqual([true, false]);
  });

  it('watch whom those in sight show, also when another leads', async () => {
    const first = open('1');
    const second = open('2');
    await browser.grant();
    first.tabs.seen(true);
    first.tabs.looksAt(['bob']);
    second.tabs.looksAt(['zoe']);
    expect(leaders[0]?.watched).toEqual(['bob']);
    second.tabs.seen(true);
    expect(leaders[0]?.watched).toEqual(['bob', 'zoe']);
    first.tabs.seen(false);
    expect(leaders[0]?.watched).toEqual(['zoe']);
    browser.close('1');
    await browser.grant();
    expect(leaders[1]?.watched).toEqual(['zoe']);
  });

  it('know of each other which is in sight, also one that leads later', async () => {
    const first = open('1');
    first.tabs.seen(true);
    const second = open('2');
    browser.queue.shift();
    await browser.grant();
    expect(second.tabs.isAloneUnseen).toBe(false);
  });
});
