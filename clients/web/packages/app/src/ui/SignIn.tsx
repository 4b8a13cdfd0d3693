import { isName } from '@parley/core';
import { createSignal, Show } from 'solid-js';
import { developmentToken } from '../session.ts';

/** By name only: a gateway in development mode asks for no more. */
export function SignIn(props: { readonly onSignIn: (user: string) => void }) {
  const [problem, setProblem] = createSignal('');
  const [busy, setBusy] = createSignal(false);

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (!isName(name)) {
      setProblem('A name has 1 to 64 letters, digits, dots, dashes or underscores.');
      return;
    }
    setBusy(true);
    try {
      await developmentToken(name);
      props.onSignIn(name);
    } catch (failure) {
      setProblem(failure instanceof TypeError ? 'The server does not answer.' : messageOf(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main class="signin">
      <form onSubmit={(event) => void submit(event)} novalidate>
        <img src="/icon.svg" alt="" width="64" height="64" />
        <h1>Parley</h1>
        <p>Messages that arrive. Sign in with any name; this server is for development.</p>
        <label for="name">Your name</label>
        <input
          id="name"
          name="name"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxlength={64}
          placeholder="ann"
          autofocus
          aria-invalid={problem() !== ''}
          aria-describedby="problem"
        />
        <p id="problem" class="problem" role="alert">
          <Show when={problem()}>{problem()}</Show>
        </p>
        <button type="submit" class="primary" disabled={busy()}>
          Sign in
        </button>
      </form>
    </main>
  );
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
