import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';

/** The longest that anything may take on a busy machine while nothing is broken. */
export const PATIENCE_MS = 20_000;

/** Base addresses of the gateways of a running stack. */
export const GATEWAYS = (
  process.env.PARLEY_GATEWAYS ?? 'http://127.0.0.1:8080,http://127.0.0.1:8090'
).split(',');

/** Where a test may ask for a component to be killed or started; only the test stack has it. */
export const CONTROL = process.env.PARLEY_CONTROL;

const PICTURES = process.env.PARLEY_PICTURES ?? join(import.meta.dirname, '../target/pictures');

/** What a browser looks up at every start would only fail on a machine without a way out. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args: QUIET });
}

function executable(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const paths = (process.env.PATH ?? '').split(delimiter);
  const all = names.flatMap((name) => paths.map((path) => join(path, name)));
  const found = [process.env.PARLEY_CHROMIUM ?? '', ...all].find(isExecutable);
  if (!found) {
    throw new Error('chromium: not found (expected: on the path, or named by PARLEY_CHROMIUM)');
  }
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let people = 0;

/** A user id that no other test uses. */
export function person(name: string): string {
  people += 1;
  return `${name}-${Date.now().toString(36)}${people}`;
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
}

/** One person's browser on a gateway, signed in. */
export class Device {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /**
   * What the browser complained about: errors of scripts, and breaches of the page's policy. Not what
   * a gateway that is killed, or starts again, brings about: no answer, or 503.
   */
  readonly complaints: string[] = [];

  private constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name;
    this.context = context;
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const gatewayIsAway = /net::ERR_|Unexpected response code: 503/.test(message.text());
      if (message.type() === 'error' && !gatewayIsAway) {
        this.complaints.push(message.text());
      }
    });
  }

  static async open(
    browser: Browser,
    name: string,
    gateway: number,
    look: Look = {},
  ): Promise<Device> {
    const context = await browser.newContext({
      baseURL: GATEWAYS[gateway] ?? '',
      viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
      colorScheme: look.scheme ?? 'light',
      locale: 'en-GB',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const device = new Device(name, context, await context.newPage());
    await device.signIn();
    return device;
  }

  private async signIn(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel('Your name').fill(this.name);
    await this.page.keyboard.press('Enter');
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.page.getByRole('button', { name: 'New conversation' }).first().waitFor();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Another tab of the same browser. */
  async tab(): Promise<Device> {
    const tab = new Device(this.name, this.context, await this.context.newPage());
    await tab.page.goto('/');
    await tab.ready();
    return tab;
  }

  /** Opens a conversation as a person does who never talked to the other. */
  async meet(peer: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByLabel('With whom?').fill(peer);
    await this.page.keyboard.press('Enter');
    await this.composer.waitFor();
  }

  row(peer: string): Locator {
    return this.page.locator('.row', {
      has: this.page.locator('.who', { hasText: exactly(peer) }),
    });
  }

  async openChat(peer: string): Promise<void> {
    await this.row(peer).click();
    await this.composer.waitFor();
  }

  get composer(): Locator {
    return this.page.locator('textarea');
  }

  async say(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.composer.fill(text);
      await this.page.keyboard.press('Enter');
    }
  }

  bubble(text: string): Locator {
    return this.page.locator('.bubble', {
      has: this.page.locator('.text', { hasText: exactly(text) }),
    });
  }

  async sees(text: string): Promise<void> {
    await this.bubble(text).first().waitFor();
  }

  /** Waits until the message has got so far. */
  async tick(text: string, state: string): Promise<Locator> {
    const tick = this.bubble(text).locator(`[data-tick="${state}"]`);
    await tick.waitFor();
    return tick;
  }

  /** Waits until the open conversation says this of the other one; a while after it is so. */
  async isTold(words: string | RegExp): Promise<void> {
    const exact = typeof words === 'string' ? new RegExp(`^${words}$`) : words;
    const presence = this.page.locator('.presence', { hasText: exact });
    await presence.waitFor({ state: 'attached', timeout: 2 * PATIENCE_MS });
  }

  /** The texts on the screen, from top to bottom. */
  async texts(): Promise<string[]> {
    return this.page.locator('.timeline .text').allTextContents();
  }

  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

/** Lets the stack's owner end or start a component, and waits until that is done. */
export async function control(action: 'kill' | 'start', component: string): Promise<void> {
  const response = await fetch(`${CONTROL}/${action}/${component}`, { method: 'POST' });
  if (!response.ok) {
    throw new Error(`${action} ${component}: ${response.status} ${await response.text()}`);
  }
}

/** Sends texts as one user to another by a bare socket, in order, as fast as the server takes them. */
export async function sendMany(
  device: Device,
  from: string,
  to: string,
  texts: readonly string[],
): Promise<void> {
  await device.page.evaluate(
    async ({ from, to, texts }) => {
      const answer = await fetch('/v1/dev/token', {
        method: 'POST',
        body: JSON.stringify({ userId: from }),
      });
      const { token } = await answer.json();
      const socket = new WebSocket(
        `${location.origin.replace('http', 'ws')}/v1/connect`,
        'parley.v1.json',
      );
      let next = 0;
      let accepted = 0;
      const say = (frame: unknown) => socket.send(JSON.stringify(frame));
      const sendNext = () => {
        if (next < texts.length) {
          next += 1;
          say({
            send: {
              to,
              clientMessageId: crypto.randomUUID(),
              localSeq: next,
              text: texts[next - 1],
            },
          });
        }
      };
      await new Promise<void>((resolve, reject) => {
        socket.onopen = () =>
          say({
            hello: { token, deviceId: `writer-${crypto.randomUUID()}`, since: 0, client: 'test' },
          });
        socket.onclose = ({ code, reason }) => reject(new Error(`closed: ${code} ${reason}`));
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(data);
          if (frame.error) {
            reject(new Error(data));
          } else if (frame.welcome) {
            for (let i = 0; i < 16; i++) {
              sendNext();
            }
          } else if (frame.accepted) {
            accepted += 1;
            sendNext();
            if (accepted === texts.length) {
              resolve();
            }
          }
        };
      });
      socket.close();
    },
    { from, to, texts: [...texts] },
  );
}
