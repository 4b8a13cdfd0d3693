import type { Host, Link, Peer, Transport } from '../client/host.js';

/** The browser's own socket. */
export const webSockets: Transport = {
  open(address: string, subprotocol: string, peer: Peer): Link {
    const socket = new WebSocket(address, subprotocol);
    socket.onopen = () => peer.opened();
    socket.onmessage = ({ data }) => peer.received(typeof data === 'string' ? data : '');
    socket.onclose = ({ code, reason }) => peer.closed(code, reason);
    return {
      send: (text) => {
        // Between its end and the news of it a socket takes nothing; the machine resends.
        if (socket.readyState === WebSocket.OPEN) {
          socket.send(text);
        }
      },
      close: () => socket.close(),
    };
  },
};

export const browserHost: Host = {
  now: () => performance.now(),
  schedule: (call, ms) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  uuid: () => crypto.randomUUID(),
};
