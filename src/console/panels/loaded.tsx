import type { ComponentChildren } from "preact";
import type { ApiProblem } from "../api.ts";
import { useConsole } from "../console-context.ts";
import type { Loading } from "../use-resource.ts";

interface LoadedProps<Value> {
  readonly of: Loading<Value>;
  /** What is waited for, as in "Loading the members". */
  readonly what: string;
  readonly children: (value: Value) => ComponentChildren;
}

/** Shows what was asked for once it is there; until then that it is on its way, or why it is not and what to do. */
export function Loaded<Value>({ of: { resource, reload }, what, children }: LoadedProps<Value>) {
  if (resource.state === "ready") return <>{children(resource.value)}</>;
  if (resource.state === "failed") return <Failure problem={resource.problem} what={what} onAgain={reload} />;
  return (
    <div class="loading" aria-busy="true">
      <span>Loading {what}…</span>
    </div>
  );
}

interface FailureProps {
  readonly problem: ApiProblem;
  readonly what: string;
  readonly onAgain: () => void;
}

export function Failure({ problem, what, onAgain }: FailureProps) {
  const { signOut } = useConsole();
  return (
    <div class="failure" role="alert">
      <p>
        <b>{problem.status === 404 ? "There is no such thing here." : `Could not load ${what}.`}</b> {problem.message}
      </p>
      {problem.status === 403 ? (
        <p>
          Ask whoever keeps the keys for one with this scope, then{" "}
          <button type="button" onClick={signOut}>
            sign in with it
          </button>
        </p>
      ) : (
        problem.status !== 404 && (
          <button type="button" onClick={onAgain}>
            Try again
          </button>
        )
      )}
    </div>
  );
}
