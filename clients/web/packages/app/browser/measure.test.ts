import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Device, launch, person, sendMany } from './fixture.ts';

const CONVERSATIONS = 1_000;
const MESSAGES = 10_000;
const ROUNDS = 200;
const FRAME_BUDGET_MS = 50;

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser?.close());

it('opens from the local store, and scrolls through very much', async () => {
  const ann = await Device.open(browser, person('ann'), 0);
  await ann.page.evaluate(fill, {
    user: ann.name,
    conversations: CONVERSATIONS,
    messages: MESSAGES,
  });
  await ann.page.addInitScript(watch);
  const paints: number[] = [];
  for (let i = 0; i < 5; i++) {
    await ann.page.reload();
    await ann.page.waitForFunction(() => (window as never as Watched).firstRowAt > 0);
    paints.push(await ann.page.evaluate(() => (window as never as Watched).firstRowAt));
  }
  console.info(`first paint of the list from the local store, warm, ms: ${paints.map(Math.round)}`);

  await scrollBy(ann.page, '.rows', 600, 100);
  const inList = await ann.page.evaluate(() => (window as never as Watched).longTasks.splice(0));
  console.info(
    `tasks over ${FRAME_BUDGET_MS} ms while ${CONVERSATIONS} conversations scroll: ${inList}`,
  );

  await ann.page.locator('.rows').evaluate((rows) => rows.scrollTo(0, 0));
  await ann.row('p0000').click();
  await ann.sees(`number ${MESSAGES}`);
  const opening = await ann.page.evaluate(() => (window as never as Watched).longTasks.splice(0));
  console.info(`tasks over ${FRAME_BUDGET_MS} ms while it opens: ${opening}`);
  await scrollBy(ann.page, '.timeline', -1_500, 450);
  const first = await ann.page.locator('.timeline .text').first().textContent();
  const inChat = await ann.page.evaluate(() => (window as never as Watched).longTasks.splice(0));
  console.info(
    `tasks over ${FRAME_BUDGET_MS} ms while ${MESSAGES} messages scroll (to ${first}): ${inChat}`,
  );
  await ann.close();
});

/** So many are sent one by one; more are answered by resync. */
it.each([9_500, 10_500])(
  'comes back after %d updates without freezing',
  async (missed) => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await Device.open(browser, annName, 0);
    const bob = await Device.open(browser, bobName, 1);
    await ann.meet(bobName);
    await ann.say('first');
    await bob.openChat(annName);
    await bob.sees('first');
    await bob.page.goto('about:blank');
    const texts = Array.from({ length: missed }, (_, i) => `missed ${i + 1}`);
    await sendMany(ann, annName, bobName, texts);
    await bob.page.addInitScript(watch);
    await bob.page.goto(`/#${annName}`);
    const begun = Date.now();
    await bob.sees(`missed ${missed}`);
    const took = Date.now() - begun;
    const tasks = await bob.page.evaluate(() => (window as never as Watched).longTasks);
    console.info(
      `back after ${missed} updates: the newest shown after ${took} ms; tasks over ${FRAME_BUDGET_MS} ms: ${tasks}`,
    );
    await ann.close();
    await bob.close();
  },
  300_000,
);

it('shows a text in the other browser soon after Enter', async () => {
  const [annName, bobName] = [person('ann'), person('bob')];
  const ann = await Device.open(browser, annName, 0);
  const bob = await Device.open(browser, bobName, 1);
  await ann.meet(bobName);
  await ann.say('first');
  await bob.openChat(annName);
  await bob.sees('first');
  await ann.page.evaluate(() => {
    const sent: Record<string, number> = {};
    Object.assign(window, { sent });
    addEventListener(
      'keydown',
      ({ key, target }) => {
        if (key === 'Enter' && target instanceof HTMLTextAreaElement) {
          sent[target.value] = Date.now();
        }
      },
      { capture: true },
    );
  });
  await bob.page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      for (const text of document.querySelectorAll('.timeline .text')) {
        seen[text.textContent ?? ''] ??= Date.now();
      }
    }).observe(document.body, { subtree: true, childList: true });
  });
  for (let i = 0; i < ROUNDS; i++) {
    await ann.say(`round ${i}`);
    await bob.sees(`round ${i}`);
  }
  const sent = await ann.page.evaluate(
    () => (window as never as { sent: Record<string, number> }).sent,
  );
  const seen = await bob.page.evaluate(
    () => (window as never as { seen: Record<string, number> }).seen,
  );
  const times = Object.entries(sent)
    .map(([text, at]) => (seen[text] ?? Number.NaN) - at)
    .sort((a, b) => a - b);
  const percentile = (p: number) =>
    times[Math.min(times.length - 1, Math.floor((p / 100) * times.length))];
  console.info(
    `Enter to text in the other browser, ms: p50 ${percentile(50)}, p99 ${percentile(99)}, most ${times.at(-1)} (${times.length} messages)`,
  );
  expect(times).toHaveLength(ROUNDS);
});

interface Watched {
  firstRowAt: number;
  longTasks: number[];
}

/** In the page, before anything else: when the first row was painted, and what blocked it for long. */
function watch(): void {
  const watched: Watched = { firstRowAt: 0, longTasks: [] };
  Object.assign(window, watched);
  new PerformanceObserver((list) => {
    watched.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
  }).observe({ type: 'longtask', buffered: false });
  Object.assign(window, { longTasks: watched.longTasks });
  const look = () => {
    if (document.querySelector('.row')) {
      // The frame after the one that has it.
      requestAnimationFrame(() => Object.assign(window, { firstRowAt: performance.now() }));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

async function scrollBy(page: Page, selector: string, step: number, times: number): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 50, (box?.y ?? 0) + 100);
  for (let i = 0; i < times; i++) {
    await page.mouse.wheel(0, step);
    await page.waitForTimeout(16);
  }
}

/** In the page: a device that knows very much. */
function fill(much: { user: string; conversations: number; messages: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`parley:${much.user}`);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const work = db.transaction(['conversations', 'messages'], 'readwrite');
      for (let i = 0; i < much.conversations; i++) {
        const peer = `p${String(i).padStart(4, '0')}`;
        const id = much.user < peer ? `d:${much.user}:${peer}` : `d:${peer}:${much.user}`;
        const count = i === 0 ? much.messages : 1;
        let lastMessage: object | undefined;
        for (let seq = 1; seq <= count; seq++) {
          lastMessage = {
            conversationId: id,
            seq,
            from: seq % 4 < 2 ? peer : much.user,
            fromDevice: 'x',
            clientMessageId: `${id}-${seq}`,
            sentAt: Date.now() - i * 60_000 - (count - seq) * 120_000,
            text:
              seq % 9
                ? `number ${seq}`
                : `number ${seq}, with so many words that it needs a second line`,
          };
          work.objectStore('messages').put(lastMessage, [id, seq]);
        }
        const cursors = {
          delivered: count,
          read: count,
          peerDelivered: count,
          peerRead: count - 1,
        };
        work
          .objectStore('conversations')
          .put({ id, lastSeq: count, lastMessage, unread: 0, ...cursors }, id);
      }
      work.oncomplete = () => {
        db.close();
        resolve();
      };
      work.onabort = () => reject(work.error);
    };
  });
}
