import { Messenger } from '@parley/core';
import { browserHost, IndexedDbStore, webSockets } from '@parley/core/browser';
import { type TabHost, type TabMessage, Tabs } from './tabs.ts';

/** Opens the local store; once the tabs are joined, one of them leads and connects. */
export async function openDevice(
  userId: string,
  token: () => Promise<string>,
): Promise<{ readonly store: IndexedDbStore; readonly tabs: Tabs }> {
  const store = await IndexedDbStore.open(userId);
  const tabs = new Tabs(tabHost(userId), async (notify) =>
    Messenger.start({
      userId,
      gateways: [location.origin.replace(/^http/, 'ws')],
      deviceId: await store.deviceId(() => `web-${browserHost.uuid().slice(0, 8)}`),
      token,
      store,
      transport: webSockets,
      host: browserHost,
      notify,
    }),
  );
  watchBrowser(tabs);
  return { store, tabs };
}

function tabHost(userId: string): TabHost {
  const channel = new BroadcastChannel(`parley:${userId}`);
  return {
    tab: browserHost.uuid(),
    uuid: () => browserHost.uuid(),
    post: (message) => channel.postMessage(message),
    onMessage: (listener) => {
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => listener(data);
    },
    lead: (begin) => {
      // The lock ends with the tab: then the next one in the queue leads.
      void navigator.locks.request(`parley:${userId}`, async () => {
        await begin();
        await new Promise(() => {});
      });
    },
  };
}

function watchBrowser(tabs: Tabs): void {
  const isVisible = () => document.visibilityState === 'visible';
  addEventListener('online', () => tabs.wake());
  addEventListener('offline', () => tabs.offline());
  document.addEventListener('visibilitychange', () => {
    tabs.seen(isVisible());
    if (isVisible()) {
      tabs.wake();
    }
  });
  addEventListener('pagehide', () => tabs.seen(false));
  tabs.seen(isVisible());
}
