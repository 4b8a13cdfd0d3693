import { createResource, createSignal, ErrorBoundary, Match, Show, Switch } from 'solid-js';
import { forgetUser, rememberUser, signedIn } from '../session.ts';
import { Main } from './Main.tsx';
import { openSession } from './open.ts';
import { SignIn } from './SignIn.tsx';

export function App() {
  const [user, setUser] = createSignal(signedIn());
  const [session] = createResource(user, openSession);

  function signIn(name: string): void {
    rememberUser(name);
    setUser(name);
  }

  async function signOut(): Promise<void> {
    await session()?.forget();
    forgetUser();
    location.reload(); // ends the connection and every timer with the page
  }

  return (
    <ErrorBoundary fallback={(failure) => <Broken reason={String(failure?.message ?? failure)} />}>
      <Switch>
        <Match when={user() === undefined}>
          <SignIn onSignIn={signIn} />
        </Match>
        <Match when={session.error}>
          <Broken reason={String(session.error?.message ?? session.error)} />
        </Match>
        <Match when={session()}>
          {(open) => <Main session={open()} onSignOut={() => void signOut()} />}
        </Match>
      </Switch>
    </ErrorBoundary>
  );
}

function Broken(props: { readonly reason: string }) {
  return (
    <main class="broken" role="alert">
      <h1>Parley can't go on</h1>
      <Show when={props.reason}>
        <p>{props.reason}</p>
      </Show>
      <button type="button" class="primary" onClick={() => location.reload()}>
        Load again
      </button>
    </main>
  );
}
