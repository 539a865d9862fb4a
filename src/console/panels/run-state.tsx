import { formatShare } from "../appearance.ts";
import type { Run } from "../contract-types.ts";

/** How far a run is, or how it ended. */
export function RunState({ run: { id, status, shadow, progress, stage, failure } }: { readonly run: Run }) {
  return (
    <>
      {status === "running" ? (
        <div class="progress">
          <progress value={progress} max={1} aria-label={`Run ${id}`} />
          <span class="block" aria-live="polite">
            {formatShare(progress)}, {stage}
          </span>
        </div>
      ) : (
        <span class={`status ${status}`}>{shadow && status === "published" ? "tried out" : status}</span>
      )}
      {failure !== null && <span class="fault block">{failure}</span>}
    </>
  );
}
