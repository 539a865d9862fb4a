import type { Page } from "../api.ts";
import { formatBits, formatCount, formatDay } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Evidence as EvidenceItem, Ring } from "../contract-types.ts";
import { usePages } from "../use-resource.ts";
import { IdentifierName } from "./identifier-name.tsx";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";
import { pathOfRing } from "./paths.ts";

interface EvidenceProps {
  readonly ring: Ring;
  /** Asks what an identifier is. */
  readonly onJudge?: ((identifier: EvidenceItem) => void) | undefined;
}

/** What the members share, the most telling first. */
export function Evidence({ ring, onJudge }: EvidenceProps) {
  const { api } = useConsole();
  const evidence = usePages(
    (cursor, signal) => api.get<Page<EvidenceItem>>(pathOfRing(ring.id, "evidence"), { limit: 12, cursor }, signal),
    [api, ring.id],
  );
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">What they share</h2>
      <Loaded of={evidence} what="the evidence">
        {(items) => (
          <>
            <div class="scroll">
              <table class="stack">
                <thead>
                  <tr>
                    <th scope="col">Identifier</th>
                    <th scope="col" class="number">
                      Members
                    </th>
                    <th scope="col" class="number">
                      Others
                    </th>
                    <th scope="col" class="number" title="How much it says that two accounts share it">
                      Says
                    </th>
                    <th scope="col">Seen</th>
                    {onJudge && <th scope="col">Verdict</th>}
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={`${item.kind} ${item.value}`}>
                      <td>
                        <IdentifierName {...item} />
                      </td>
                      <td class="number" data-title="Members">
                        {formatCount(item.member_count)}
                      </td>
                      <td class="number" data-title="Others">
                        {formatCount(item.other_count)}
                      </td>
                      <td class="number" data-title="Says">
                        {formatBits(item.bits)}
                      </td>
                      <td data-title="Seen">
                        {formatDay(item.first_seen_at)} – {formatDay(item.last_seen_at)}
                      </td>
                      {onJudge && (
                        <td>
                          <button type="button" class="small" onClick={() => onJudge(item)}>
                            What is it?
                          </button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {items.length === 0 && <p>Nothing any more: it dissolved.</p>}
            <MoreButton of={evidence}>More evidence</MoreButton>
          </>
        )}
      </Loaded>
    </section>
  );
}
