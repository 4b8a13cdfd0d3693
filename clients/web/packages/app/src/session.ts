const USER = 'parley.user';

/** Who is signed in on this device, if anyone. */
export function signedIn(): string | undefined {
  return localStorage.getItem(USER) ?? undefined;
}

export function rememberUser(user: string): void {
  localStorage.setItem(USER, user);
}

export function forgetUser(): void {
  localStorage.removeItem(USER);
}

/** A token for a name, as a gateway in development mode gives it to anybody. */
export async function developmentToken(user: string): Promise<string> {
  const response = await fetch('/v1/dev/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId: user }),
  });
  if (response.status === 404) {
    throw new Error('This server is not in development mode, so it takes no sign-in by name.');
  }
  if (!response.ok) {
    throw new Error(`The server said ${response.status}.`);
  }
  const { token } = await response.json();
  return token;
}
