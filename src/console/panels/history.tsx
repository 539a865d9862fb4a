import type { Page } from "../api.ts";
import { changeTitles, formatMoment } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Ring, RingChange } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { usePages } from "../use-resource.ts";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";
import { pathOfRing } from "./paths.ts";

/** What happened to the ring, and where it comes from. */
export function History({ ring }: { readonly ring: Ring }) {
  const { api } = useConsole();
  const changes = usePages(
    (cursor, signal) => api.get<Page<RingChange>>(pathOfRing(ring.id, "history"), { limit: 20, cursor }, signal),
    [api, ring.id, ring.status],
  );
  return (
    <section aria-labelledby="history">
      <h2 id="history">What happened to it</h2>
      <Loaded of={changes} what="the history">
        {(shown) => (
          <>
            <ol class="history">
              {shown.map((change) => (
                <li key={change.id}>
                  <time dateTime={change.at}>{formatMoment(change.at)}</time>
                  <div>
                    <b>{changeTitles[change.kind]}</b> {change.reason}
                    {change.other_ring_id && (
                      <>
                        {" "}
                        <a href={writeRoute({ page: "ring", id: otherOf(change, ring) })}>
                          <code>{otherOf(change, ring)}</code>
                        </a>
                      </>
                    )}
                  </div>
                </li>
              ))}
            </ol>
            <MoreButton of={changes}>Earlier</MoreButton>
          </>
        )}
      </Loaded>
    </section>
  );
}

/** A change stands in the history of both rings. */
function otherOf({ ring_id, other_ring_id }: RingChange, { id }: Ring): string {
  return ring_id === id ? (other_ring_id ?? "") : ring_id;
}
