import type { Page } from "../api.ts";
import { formatMoment, statusTitles } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Decision, Ring } from "../contract-types.ts";
import { useResource } from "../use-resource.ts";
import { pathOfRing } from "./paths.ts";

/** Who decided what, and why. */
export function NewestDecision({ ring }: { readonly ring: Ring }) {
  const { api } = useConsole();
  const { resource } = useResource(
    (signal) => api.get<Page<Decision>>(pathOfRing(ring.id, "decisions"), { limit: 1 }, signal),
    [api, ring.id, ring.status],
  );
  const decision = resource.state === "ready" ? resource.value.data[0] : undefined;
  if (!decision) return null;
  return (
    <p class="decision">
      <b>{statusTitles[ring.status]}</b> by {decision.decided_by}, {formatMoment(decision.decided_at)}: “
      {decision.reason}”
    </p>
  );
}
