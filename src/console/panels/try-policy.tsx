import { useState } from "preact/hooks";
import { useConsole } from "../console-context.ts";
import type { PolicySummary, Run } from "../contract-types.ts";
import { toProblem, useResource } from "../use-resource.ts";

/** Has the service say whom another policy would judge otherwise. Shown where there is another than the active one. */
export function TryPolicy({ onStarted }: { readonly onStarted: (run: Run) => void }) {
  const { api, announce } = useConsole();
  const [isAsking, setAsking] = useState(false);
  const { resource } = useResource(
    (signal) => api.get<{ readonly data: readonly PolicySummary[] }>("/v1/policies", {}, signal),
    [api],
  );
  const others = resource.state === "ready" ? resource.value.data.filter(({ active }) => !active) : [];
  if (others.length === 0) return null;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const policy = String(new FormData(event.target as HTMLFormElement).get("policy") ?? "");
    setAsking(true);
    try {
      onStarted(await api.send<Run>("POST", "/v1/runs", { body: { shadow: true, policy } }));
    } catch (error) {
      announce({ text: `Not tried out: ${toProblem(error).message}` });
      setAsking(false);
    }
  };
  return (
    <form class="filters" aria-label="Try a policy out" onSubmit={submit}>
      <label>
        Another policy
        <select name="policy">
          {others.map(({ version }) => (
            <option key={version} value={version}>
              {version}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={isAsking}>
        Try it out
      </button>
      <p class="quiet">Publishes nothing; says whom it would newly flag, and whom it would release.</p>
    </form>
  );
}
