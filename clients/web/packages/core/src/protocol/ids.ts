const NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** Whether this may be a user's or a device's id. */
export function isName(id: string): boolean {
  return NAME.test(id);
}

/** The conversation of two people. Ids are ASCII, so comparing strings compares bytes. */
export function directConversation(a: string, b: string): string {
  return a < b ? `d:${a}:${b}` : `d:${b}:${a}`;
}

/** The other one of a direct conversation. */
export function peerOf(conversationId: string, user: string): string {
  const [, a = '', b = ''] = conversationId.split(':');
  return a === user ? b : a;
}
