import { useState } from "preact/hooks";
import { Api } from "../api.ts";
import { toProblem } from "../use-resource.ts";

interface SignInProps {
  readonly fetch: typeof fetch;
  readonly refusal: string | undefined;
  readonly onKey: (key: string) => void;
}

/** Asks for a key, and lets in with one that the service knows. */
export function SignIn({ fetch, refusal, onKey }: SignInProps) {
  const [fault, setFault] = useState(refusal);
  const [isAsking, setAsking] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const key = String(new FormData(event.target as HTMLFormElement).get("key") ?? "").trim();
    if (key === "") return setFault("Paste a key: it begins with rf_.");
    if (!/^[\x21-\x7e]+$/.test(key)) return setFault("A key has no spaces and no special letters.");
    setAsking(true);
    try {
      await new Api({ fetch, key, onRefused: () => {} }).get("/v1/stats");
      onKey(key);
    } catch (error) {
      const problem = toProblem(error);
      // A key that may not read the figures may still be good for something else.
      if (problem.status === 403) onKey(key);
      else setFault(problem.message);
      setAsking(false);
    }
  };
  return (
    <main class="sign-in">
      <h1>
        <Mark /> Ringfence
      </h1>
      <p>Rings of fake accounts: which matter, why, and what to do about them.</p>
      <form onSubmit={submit}>
        <label for="key">Key</label>
        <input
          id="key"
          name="key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          placeholder="rf_…"
          aria-describedby="key-help"
          aria-invalid={fault !== undefined}
        />
        {fault !== undefined && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" class="primary" disabled={isAsking}>
          Sign in
        </button>
        <p id="key-help" class="quiet">
          <code>npm start</code> prints one the first time; <code>npx ringfence keys create me --scope admin</code>{" "}
          makes another. It is kept in this tab only, until you close it.
        </p>
      </form>
    </main>
  );
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle class="mark-fence" cx="16" cy="16" r="11" fill="none" stroke-width="3" stroke-dasharray="7.5 4" />
      <circle class="mark-core" cx="16" cy="16" r="4" />
    </svg>
  );
}
