import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CONTROL,
  control,
  Device,
  type Look,
  launch,
  PATIENCE_MS,
  person,
  sendMany,
} from './fixture.ts';

let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  const complaints = devices.flatMap((device) => device.complaints);
  await Promise.all(devices.splice(0).map((device) => device.close()));
  expect(complaints, 'what the browsers complained about').toEqual([]);
});

async function device(name: string, gateway = 0, look: Look = {}): Promise<Device> {
  const opened = await Device.open(browser, name, gateway, look);
  devices.push(opened);
  return opened;
}

describe('two people on two gateways', () => {
  it('see each other and every tick', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0);
    const bob = await device(bobName, 1);
    await ann.meet(bobName);
    await ann.say('Are you there?');

    const delivered = await ann.tick('Are you there?', 'delivered');
    const grey = await colour(delivered);
    await bob.row(annName).locator('.count', { hasText: '1' }).waitFor();
    expect(await bob.page.title()).toBe('(1) Parley');

    await bob.openChat(annName);
    await bob.sees('Are you there?');
    const read = await ann.tick('Are you there?', 'read');
    expect(await colour(read), 'ticks turn blue').not.toBe(grey);
    await expectGone(bob, annName);

    await bob.say('Yes.');
    await ann.sees('Yes.');
    await bob.tick('Yes.', 'read');
  });

  it('see a text as it was written, whatever is in it', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0);
    const bob = await device(bobName, 1);
    const text =
      '<img src=x onerror="document.title=\'broken\'"><b>bold</b> &amp; {{1+1}} \u202Eabc';
    await ann.meet(bobName);
    await ann.say(text);
    await bob.openChat(annName);
    await bob.page.locator('.timeline .text').first().waitFor();
    expect(await bob.texts()).toEqual([text]);
    expect(await bob.page.locator('.timeline img, .timeline b').count()).toBe(0);
    expect(await bob.page.title()).not.toContain('broken');
  });

  it('lose nothing of what was written without a network', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0);
    const bob = await device(bobName, 1);
    await ann.meet(bobName);
    await ann.say('before');
    await bob.openChat(annName);
    await bob.sees('before');

    await ann.context.setOffline(true);
    await ann.page.locator('.sidebar .banner', { hasText: 'You are offline' }).waitFor();
    await ann.say('one', 'two', 'three');
    await ann.tick('three', 'waiting');
    expect(await bob.texts()).toEqual(['before']);

    await ann.context.setOffline(false);
    await bob.sees('three');
    await ann.tick('three', 'read');
    expect(await bob.texts()).toEqual(['before', 'one', 'two', 'three']);
    expect(await ann.texts()).toEqual(['before', 'one', 'two', 'three']);
    await ann.page.locator('.sidebar .banner').waitFor({ state: 'detached' });
  });

  it.skipIf(!CONTROL)('go on when the gateway of one is killed while she types', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 1);
    const bob = await device(bobName, 0);
    await ann.meet(bobName);
    await ann.say('first');
    await bob.openChat(annName);
    await bob.sees('first');

    await ann.composer.pressSequentially('half a ');
    await control('kill', 'gateway-1');
    try {
      await ann.composer.pressSequentially('sentence');
      await ann.page.keyboard.press('Enter');
      await ann.page.locator('.sidebar .banner').waitFor();
      await ann.tick('half a sentence', 'waiting');
    } finally {
      await control('start', 'gateway-1'); // the other tests need it
    }

    await bob.sees('half a sentence');
    await ann.tick('half a sentence', 'read');
    expect(await bob.texts()).toEqual(['first', 'half a sentence']);
  });

  it('send a message once when the page is loaded again in the middle', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0);
    const bob = await device(bobName, 1);
    await ann.meet(bobName);
    await ann.say('one');
    await bob.openChat(annName);
    await ann.context.setOffline(true);
    await ann.say('two');
    await ann.tick('two', 'waiting');
    await ann.context.setOffline(false);
    await ann.reload();
    await ann.say('three');
    await ann.reload();

    await bob.sees('three');
    await ann.tick('three', 'read');
    expect(await bob.texts()).toEqual(['one', 'two', 'three']);
    expect(await ann.texts()).toEqual(['one', 'two', 'three']);
  });
});

describe('one person', () => {
  it('is one device in two tabs, whichever is closed', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0);
    const bob = await device(bobName, 1);
    await ann.meet(bobName);
    await ann.say('from the first tab');
    const second = await ann.tab();
    devices.push(second);
    await second.openChat(bobName);
    await second.sees('from the first tab');
    await second.say('from the second tab');
    await ann.tick('from the second tab', 'delivered');

    await ann.page.close();
    await second.say('from the one that is left');
    await second.tick('from the one that is left', 'delivered');
    await bob.openChat(annName);
    await bob.sees('from the one that is left');
    expect(await bob.texts()).toEqual([
      'from the first tab',
      'from the second tab',
      'from the one that is left',
    ]);
  });

  it('reads on one device what is read on all, and finds everything on a new one', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const laptop = await device(annName, 0);
    const bob = await device(bobName, 1);
    await bob.meet(annName);
    await bob.say('one', 'two');
    await laptop.row(bobName).locator('.count', { hasText: '2' }).waitFor();

    const phone = await device(annName, 1, PHONE);
    await phone.row(bobName).locator('.count', { hasText: '2' }).waitFor();
    await phone.openChat(bobName);
    await phone.sees('two');
    await expectGone(laptop, bobName);
    await phone.say('seen');
    await laptop.row(bobName).locator('.what', { hasText: 'seen' }).waitFor();
  });

  it('keeps a draft over a reload, and sees it in the list', async () => {
    const ann = await device(person('ann'), 0);
    const [bobName, zoeName] = [person('bob'), person('zoe')];
    await ann.meet(bobName);
    await ann.say('hi');
    await ann.tick('hi', 'sent');
    await ann.composer.fill('not done y');
    await ann.meet(zoeName);
    await ann.row(bobName).locator('.draft').waitFor();
    await ann.reload();
    await ann.openChat(bobName);
    expect(await ann.composer.inputValue()).toBe('not done y');
  });

  it('scrolls back over 1,000 messages without a jump', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const bob = await device(bobName, 1);
    const texts = Array.from(
      { length: 1_000 },
      (_, i) =>
        `number ${i + 1}${i % 7 ? '' : ' and a second line that is longer than others, so that heights differ'}`,
    );
    await sendMany(bob, bobName, annName, texts);

    const ann = await device(annName, 0);
    await ann.row(bobName).locator('.count', { hasText: '99+' }).waitFor();
    await ann.openChat(bobName);
    await ann.sees('number 1000');
    const jump = await ann.page.evaluate(scrollToStart, 2 * PATIENCE_MS);
    await ann.sees(texts[0] ?? '');
    expect(jump, 'pixels that a message moved by itself').toBeLessThanOrEqual(2);
    await ann.page.getByRole('button', { name: 'To the newest message' }).click();
    await ann.sees('number 1000');
  });
});

const PHONE = { width: 390, height: 844 };

describe('the page', () => {
  it('shows the list or one conversation on a phone', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0, PHONE);
    expect(await ann.page.locator('.nothing').isVisible()).toBe(false);
    await ann.meet(bobName);
    await ann.say('A longer message, which needs more than one line on so narrow a screen.');
    expect(await ann.page.locator('.sidebar').isVisible()).toBe(false);
    const overflow = await ann.page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await ann.context.setOffline(true);
    await ann.page.locator('.chat .banner', { hasText: 'You are offline' }).waitFor();
    await ann.context.setOffline(false);
    await ann.page.getByRole('button', { name: 'Back to the list' }).click();
    expect(await ann.page.locator('.sidebar').isVisible()).toBe(true);
    expect(await ann.page.locator('.chat').count()).toBe(0);
    await ann.page.goBack();
    await ann.composer.waitFor();
  });

  it('keeps the newest message in view above what is written', async () => {
    const ann = await device(person('ann'), 0, PHONE);
    await ann.meet(person('bob'));
    const texts = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`);
    await ann.say(...texts);
    await ann.sees('line 30');
    await ann.composer.fill('one\ntwo\nthree\nfour');
    await ann.page.waitForFunction(() => {
      const last = [...document.querySelectorAll('.bubble')].at(-1)?.getBoundingClientRect();
      const composer = document.querySelector('.composer')?.getBoundingClientRect();
      return last && composer && composer.height > 90 && last.bottom <= composer.top;
    });
  });

  it('can be used with the keyboard alone', async () => {
    const ann = await device(person('ann'), 0);
    const names = [person('bob'), person('zoe')];
    for (const name of names) {
      await ann.meet(name);
      await ann.say(`hi ${name}`);
      await ann.tick(`hi ${name}`, 'sent');
    }
    await ann.page.keyboard.press('Alt+ArrowDown');
    await ann.sees(`hi ${names[0]}`);
    await ann.page.keyboard.press('Alt+ArrowUp');
    await ann.sees(`hi ${names[1]}`);
    await ann.page.keyboard.press('Escape');
    await ann.page.locator('.nothing').waitFor();
    await ann.page.keyboard.press('Control+k');
    await ann.page.getByLabel('With whom?').fill('not a name');
    await ann.page.keyboard.press('Enter');
    await ann.page.getByText('A name has 1 to 64 letters').waitFor();
    await ann.page.keyboard.press('Escape');
    await ann.page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('opens without a server and shows what the device knows', async () => {
    const bobName = person('bob');
    const ann = await device(person('ann'), 0);
    await ann.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await ann.reload(); // the worker has the page's files only after it has served them
    await ann.meet(bobName);
    await ann.say('kept');
    await ann.tick('kept', 'sent');
    await ann.context.setOffline(true);
    await ann.reload();
    await ann.sees('kept');
    await ann.say('for later');
    await ann.tick('for later', 'waiting');
    await ann.context.setOffline(false);
    await ann.tick('for later', 'sent');
  });

  it.each(['light', 'dark'] as const)('passes the checks of axe in %s', async (scheme) => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0, { scheme });
    const bob = await device(bobName, 1, { ...PHONE, scheme });
    expect(await violations(ann)).toEqual([]);
    await ann.meet(bobName);
    await ann.say('Shall we meet at six?', 'The usual place.');
    await bob.openChat(annName);
    await bob.say(
      'Fine 👍',
      'I bring the plans, and we go through the open questions one after the other.',
    );
    await ann.tick('The usual place.', 'read');
    await ann.sees('Fine 👍');
    await ann.say('See you!');
    await ann.tick('See you!', 'read');
    expect(await violations(ann)).toEqual([]);
    expect(await violations(bob)).toEqual([]);
    await ann.picture(`${scheme}-desktop`);
    await bob.picture(`${scheme}-phone`);
    await ann.page.keyboard.press('Control+k');
    expect(await violations(ann)).toEqual([]);
    await ann.page.keyboard.press('Escape');
  });
});

async function expectGone(device: Device, peer: string): Promise<void> {
  await device.row(peer).locator('.count').waitFor({ state: 'detached' });
}

function colour(locator: import('playwright-core').Locator): Promise<string> {
  return locator.evaluate((element) => getComputedStyle(element).color);
}

/** What axe finds wrong, in words. It is put in by the debugger: the page's policy allows no script. */
async function violations({ page }: Device): Promise<string[]> {
  const source = await import('axe-core').then((axe) => axe.default.source);
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations } = await (window as never as { axe: typeof import('axe-core') }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  });
}

/**
 * In the page: scrolls up as a person does, to the first message, and gives the most pixels by which
 * a message in view moved by itself, when older ones were put in before it or measured.
 */
async function scrollToStart(patience: number): Promise<number> {
  const list = document.querySelector('.timeline') as HTMLElement;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const lines = () => [...list.querySelectorAll<HTMLElement>('.line')];
  const isAtStart = () => list.scrollTop === 0 && lines()[0]?.textContent?.includes('number 1 and');
  const end = performance.now() + patience;
  let worst = 0;
  let rested = 0;
  for (let height = 0; rested < 15; rested++) {
    await frame(); // what arrives while it opens takes the list to its end again
    rested = height === list.scrollHeight ? rested : 0;
    height = list.scrollHeight;
  }
  while (!isAtStart()) {
    if (performance.now() > end) {
      throw new Error(`not at the start after ${patience} ms, but at ${lines()[0]?.textContent}`);
    }
    list.scrollBy({ top: -600, behavior: 'instant' });
    const seen = lines().find((line) => line.getBoundingClientRect().top > 300);
    const expected = seen?.getBoundingClientRect().top ?? 0;
    for (let i = 0; i < 4; i++) {
      await frame();
    }
    if (seen?.isConnected) {
      worst = Math.max(worst, Math.abs(seen.getBoundingClientRect().top - expected));
    }
  }
  return worst;
}

describe('who blocks someone', () => {
  it('takes no messages of them, on all tabs, until that is taken back', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0, { ...PHONE, scheme: 'dark' });
    const bob = await device(bobName, 1);
    await ann.meet(bobName);
    await ann.say('hi');
    await bob.openChat(annName);
    await bob.sees('hi');
    await ann.isTold('online');
    const second = await ann.tab();
    devices.push(second);
    await second.openChat(bobName);

    await ann.page.getByRole('button', { name: `Block ${bobName}` }).click();
    await ann.page.locator('dialog').waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.picture('block');
    await ann.page.keyboard.press('Escape');
    await ann.page.locator('dialog').waitFor({ state: 'detached' });
    await ann.composer.waitFor(); // asked, and not done

    await ann.page.getByRole('button', { name: `Block ${bobName}` }).click();
    await ann.page.locator('dialog').getByRole('button', { name: 'Block' }).click();
    for (const tab of [ann, second]) {
      await tab.page.locator('.blocked', { hasText: `You blocked ${bobName}.` }).waitFor();
      expect(await tab.composer.count()).toBe(0);
    }
    await ann.isTold(/^$/);
    await bob.isTold(/^$/);
    expect(await violations(ann)).toEqual([]);
    await ann.picture('blocked');

    await bob.say('are you there?');
    await bob.tick('are you there?', 'refused');
    await bob.page.locator('.not-sent', { hasText: 'one of you blocks the other' }).waitFor();
    await second.page.reload();
    await second.page.locator('.blocked').waitFor(); // the device knows it
    await second.page.getByRole('button', { name: 'Unblock', exact: true }).click();
    await ann.composer.waitFor();
    await bob.say('and now?');
    await ann.sees('and now?');
    await second.sees('and now?');
    expect(await ann.texts()).toEqual(['hi', 'and now?']);
    await ann.isTold('online');
  });
});

describe('who is there', () => {
  it('is seen by those one talks to, for as long as one likes that', async () => {
    const [annName, bobName] = [person('ann'), person('bob')];
    const ann = await device(annName, 0);
    const bob = await device(bobName, 1);
    await ann.meet(bobName);
    await ann.say('are you there?');
    await bob.openChat(annName);
    await bob.sees('are you there?');
    await ann.isTold('online');
    await ann.row(bobName).locator('.dot').waitFor();
    await bob.composer.pressSequentially('ye');
    await ann.isTold('typing…');

    await bob.page.getByRole('button', { name: 'Privacy' }).click();
    const choice = bob.page.getByLabel('People I talk to see when I am online or typing');
    await choice.uncheck();
    await bob.picture('privacy');
    await ann.isTold(/^(last seen .*)?$/);
    await choice.check();
    await bob.page.keyboard.press('Escape');
    await ann.isTold('online');
    await ann.picture('online');

    await bob.page.goto('about:blank');
    await ann.isTold(/^last seen today at \d\d:\d\d$/);
  });
});
