/** What the core needs of a browser. */
export { IndexedDbStore } from './indexeddb.js';
export { browserHost, webSockets } from './websocket.js';
