import { statusTitles } from "../appearance.ts";
import type { Ring } from "../contract-types.ts";

/** What was decided on a ring. */
export function Status({ status }: Pick<Ring, "status">) {
  return <span class={`status ${status}`}>{statusTitles[status]}</span>;
}
