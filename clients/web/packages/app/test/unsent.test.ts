import { expect, it } from 'vitest';
import { UnsentStore } from '../src/state/unsent.ts';

/** As much of a browser's storage as is used: its keys are its own properties. */
function fakeStorage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods) as Storage;
}

it('finds in the next page what the last one had not handed over, in order and per user', () => {
  const storage = fakeStorage();
  const page = new UnsentStore(storage, 'ann');
  page.add({ id: 'z', to: 'bob', text: 'first', at: 1 });
  page.add({ id: 'a', to: 'bob', text: 'second', at: 2 });
  page.add({ id: 'm', to: 'bob', text: 'taken', at: 3 });
  page.remove('m');
  new UnsentStore(storage, 'ann2').add({ id: 'x', to: 'bob', text: 'of another', at: 0 });

  expect(new UnsentStore(storage, 'ann').all().map(({ text }) => text)).toEqual([
    'first',
    'second',
  ]);
});
