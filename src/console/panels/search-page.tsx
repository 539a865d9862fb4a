import { useState } from "preact/hooks";
import type { SearchBody } from "../../contract/search.ts";
import { pathOf } from "../api.ts";
import { formatBits, formatCount, formatMoment, formatPlural, nameKind, verdictTitles } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Account } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { useResource } from "../use-resource.ts";
import { FamilyMark } from "./families.tsx";
import { IdentifierName } from "./identifier-name.tsx";
import { Loaded } from "./loaded.tsx";
import { Risk } from "./risk.tsx";
import { Status } from "./status.tsx";
import { VerdictDialog } from "./verdict-dialog.tsx";

/** Whatever bears a name: an account, a ring, an identifier. */
export function SearchPage({ text }: { readonly text: string }) {
  const { api } = useConsole();
  const [judged, setJudged] = useState<SearchBody["identifiers"][number]>();
  const found = useResource((signal) => api.get<SearchBody>("/v1/search", { q: text }, signal), [api, text]);
  return (
    <>
      <header class="page-head">
        <h1>
          <code>{text}</code>
        </h1>
      </header>
      <Loaded of={found} what="what bears this name">
        {({ account, ring_id, identifiers }) => (
          <>
            {ring_id !== null && (
              <p class="card">
                A ring: <a href={writeRoute({ page: "ring", id: ring_id })}>{ring_id}</a>
              </p>
            )}
            {account && <AccountCard id={account.account_id} />}
            {identifiers.map((identifier) => (
              <IdentifierCard
                key={`${identifier.kind} ${identifier.value}`}
                found={identifier}
                onJudge={() => setJudged(identifier)}
              />
            ))}
            {!account && ring_id === null && identifiers.length === 0 && (
              <div class="empty">
                <h2>Nobody has seen this</h2>
                <p>
                  The search takes whole names: an account's or a ring's id, an address or a network such as
                  203.0.113.0/24, a card's token, a device, a mail address, a phone number, a fingerprint.
                </p>
              </div>
            )}
          </>
        )}
      </Loaded>
      {judged && (
        <VerdictDialog
          identifier={judged}
          rings={judged.rings}
          onClosed={() => setJudged(undefined)}
          onJudged={() => {
            setJudged(undefined);
            found.reload();
          }}
        />
      )}
    </>
  );
}

function IdentifierCard({
  found,
  onJudge,
}: {
  readonly found: SearchBody["identifiers"][number];
  readonly onJudge: () => void;
}) {
  const { kind, family, value, verdict, rings } = found;
  return (
    <section class="card" aria-label={`${nameKind(kind)} ${value}`}>
      <p>
        <FamilyMark family={family} /> <span class="capital">{nameKind(kind)}</span> <code>{value}</code>
      </p>
      {verdict?.verdict ? (
        <p>
          <b>{verdictTitles[verdict.verdict]}</b>, says {verdict.author} ({formatMoment(verdict.created_at)}): “
          {verdict.reason}”{verdict.expires_at && <> Until {formatMoment(verdict.expires_at)}.</>}
        </p>
      ) : (
        <p class="quiet">Nobody has said what it is.</p>
      )}
      {rings.length === 0 ? (
        <p>No ring's members share it.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Risk</th>
              <th scope="col">Ring</th>
              <th scope="col" class="number">
                Members that use it
              </th>
            </tr>
          </thead>
          <tbody>
            {rings.map((ring) => (
              <tr key={ring.id}>
                <td>
                  <Risk risk={ring.risk} isFlagged={ring.flagged} />
                </td>
                <td>
                  <a href={writeRoute({ page: "ring", id: ring.id })}>{formatPlural(ring.member_count, "account")}</a>{" "}
                  <Status status={ring.status} />
                </td>
                <td class="number">{formatCount(ring.user_count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button type="button" onClick={onJudge}>
        What is it?
      </button>
    </section>
  );
}

function AccountCard({ id }: { readonly id: string }) {
  const { api } = useConsole();
  const account = useResource((signal) => api.get<Account>(pathOf("accounts", id), {}, signal), [api, id]);
  return (
    <section class="card" aria-label={`Account ${id}`}>
      <Loaded of={account} what="the account">
        {({ ring_id, risk, signed_up_at, organization_id, reasons, against, links, activity }) => (
          <>
            <p>
              An account
              {signed_up_at && <>, signed up {formatMoment(signed_up_at)}</>}
              {organization_id !== null && (
                <>
                  , of <code>{organization_id}</code>
                </>
              )}
              : {formatPlural(activity.requests, "request")} on {formatPlural(activity.active_days, "day")}.
            </p>
            {ring_id === null ? (
              <p>In no ring, as the newest run left it.</p>
            ) : (
              <>
                <p>
                  In <a href={writeRoute({ page: "ring", id: ring_id })}>this ring</a>, risk{" "}
                  <Risk risk={risk} isFlagged={risk >= 0.5} />
                </p>
                <ul class="reasons-list dotted">
                  {reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                  {against.map((objection) => (
                    <li key={objection} class="against">
                      <b>Against:</b> {objection}
                    </li>
                  ))}
                </ul>
                <Links links={links} />
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Links({ links }: Pick<Account, "links">) {
  if (links.length === 0) return null;
  return (
    <div class="scroll">
      <table class="stack">
        <caption class="hidden">Whom it is most strongly linked with</caption>
        <thead>
          <tr>
            <th scope="col">Linked with</th>
            <th scope="col" class="number">
              Evidence
            </th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {links.map(({ account_id, bits, shared }) => (
            <tr key={account_id}>
              <th scope="row">
                <a href={writeRoute({ page: "search", text: account_id })}>
                  <code>{account_id}</code>
                </a>
              </th>
              <td class="number" data-title="Evidence">
                {formatBits(bits)}
              </td>
              <td data-title="By">
                {shared.map((each) => (
                  <IdentifierName key={`${each.kind} ${each.value}`} {...each} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
