import { useState } from "preact/hooks";
import { useConsole } from "../console-context.ts";
import type { Run } from "../contract-types.ts";
import { toProblem } from "../use-resource.ts";

/** Has the service look for rings now. */
export function StartRun({ onStarted }: { readonly onStarted: (run: Run) => void }) {
  const { api, announce } = useConsole();
  const [isAsking, setAsking] = useState(false);
  const start = async () => {
    setAsking(true);
    try {
      onStarted(await api.send<Run>("POST", "/v1/runs", { body: {} }));
    } catch (error) {
      announce({ text: `No run was started: ${toProblem(error).message}` });
    }
    setAsking(false);
  };
  return (
    <button type="button" class="primary" disabled={isAsking} onClick={start}>
      Start a run
    </button>
  );
}
