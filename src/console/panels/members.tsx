import type { Page } from "../api.ts";
import { formatBits, formatCount, formatDate, shorten } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Member, Ring } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { usePages } from "../use-resource.ts";
import { IdentifierName } from "./identifier-name.tsx";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";
import { pathOfRing } from "./paths.ts";

/** The most telling of each family come first. */
const shownReasons = 2;

/** Who is in the ring, what ties each to it, and what speaks against that. */
export function Members({ ring }: { readonly ring: Ring }) {
  const { api } = useConsole();
  const members = usePages(
    (cursor, signal) => api.get<Page<Member>>(pathOfRing(ring.id, "members"), { limit: 10, cursor }, signal),
    [api, ring.id],
  );
  return (
    <section aria-labelledby="members">
      <h2 id="members">Who they are</h2>
      <Loaded of={members} what="the members">
        {(shown) => (
          <>
            <div class="scroll">
              <table class="stack">
                <thead>
                  <tr>
                    <th scope="col">Account</th>
                    <th scope="col" class="number">
                      Requests
                    </th>
                    <th scope="col">What ties it</th>
                    <th scope="col">Would be untied without</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((member) => (
                    <MemberRow key={member.account_id} member={member} />
                  ))}
                </tbody>
              </table>
            </div>
            {shown.length === 0 && <p>Nobody any more: it dissolved.</p>}
            <p class="quiet">
              {formatCount(shown.length)} of {formatCount(ring.member_count)} shown.
            </p>
            <MoreButton of={members}>More members</MoreButton>
          </>
        )}
      </Loaded>
    </section>
  );
}

function MemberRow({ member }: { readonly member: Member }) {
  const { account_id, joined_at, request_count, reasons, against, ties, untied_by } = member;
  return (
    <tr>
      <th scope="row">
        <a href={writeRoute({ page: "search", text: account_id })} title={account_id}>
          <code>{shorten(account_id, 26)}</code>
        </a>
        <span class="quiet block">in it since {formatDate(joined_at)}</span>
      </th>
      <td class="number" data-title="Requests">
        {formatCount(request_count)}
      </td>
      <td>
        <ul class="reasons-list">
          {reasons.slice(0, shownReasons).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {against.map((objection) => (
            <li key={objection} class="against">
              <b>Against:</b> {objection}
            </li>
          ))}
        </ul>
        {reasons.length > shownReasons && (
          <details class="as-table">
            <summary>{reasons.length - shownReasons} more</summary>
            <ul class="reasons-list">
              {reasons.slice(shownReasons).map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
              {ties && (
                <li class="quiet">
                  {formatBits(ties.bits)} in all; a member needs {formatBits(ties.needed_bits)}
                </li>
              )}
            </ul>
          </details>
        )}
      </td>
      <td data-title="Would be untied without">
        {untied_by === null ? (
          <span class="quiet">not by identifiers alone</span>
        ) : (
          untied_by.map((identifier) => (
            <IdentifierName key={`${identifier.kind} ${identifier.value}`} {...identifier} />
          ))
        )}
      </td>
    </tr>
  );
}
