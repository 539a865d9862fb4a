import { useState } from "preact/hooks";
import { type DifferenceKind, differenceKinds } from "../../model/shadow-difference.ts";
import { type Page, pathOf } from "../api.ts";
import { formatCount, formatPlural } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Run, ShadowDifference } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { usePages } from "../use-resource.ts";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";
import { Risk } from "./risk.tsx";

const kindTitles: Readonly<Record<DifferenceKind, string>> = {
  "newly-flagged": "Newly flagged",
  released: "Released",
};

const kindHints: Readonly<Record<DifferenceKind, string>> = {
  "newly-flagged": "Not flagged today; flagged if this policy judged. The ring is the one that this run found.",
  released: "Flagged today; not flagged if this policy judged. The ring is the one that stands in the list today.",
};

/** Whom the policy of a shadow run judges otherwise than what is published. */
export function ShadowDifferences({ run: { id, counts, policy_version } }: { readonly run: Run }) {
  const { api } = useConsole();
  const countOf: Readonly<Record<DifferenceKind, number>> = {
    "newly-flagged": counts.newly_flagged_accounts ?? 0,
    released: counts.released_accounts ?? 0,
  };
  const [kind, setKind] = useState<DifferenceKind>(countOf["newly-flagged"] > 0 ? "newly-flagged" : "released");
  const differences = usePages(
    (cursor, signal) =>
      api.get<Page<ShadowDifference>>(pathOf("runs", id, "differences"), { kind, limit: 50, cursor }, signal),
    [api, id, kind],
  );
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">Whom it judges otherwise</h2>
      <p>
        The policy <b>{policy_version}</b> would flag {formatPlural(countOf["newly-flagged"], "account")} that{" "}
        {countOf["newly-flagged"] === 1 ? "is" : "are"} not flagged today, and release{" "}
        {formatPlural(countOf.released, "account")} that {countOf.released === 1 ? "is" : "are"}.
      </p>
      {countOf["newly-flagged"] + countOf.released > 0 && (
        <>
          <fieldset class="choice">
            <legend class="hidden">Which of them</legend>
            {differenceKinds.map((each) => (
              <label key={each}>
                <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
                {kindTitles[each]} ({formatCount(countOf[each])})
              </label>
            ))}
          </fieldset>
          <p class="quiet">{kindHints[kind]}</p>
          <Loaded of={differences} what="the accounts">
            {(shown) => (
              <>
                {shown.length === 0 ? <p>Nobody.</p> : <DifferencesTable kind={kind} differences={shown} />}
                <MoreButton of={differences}>More accounts</MoreButton>
              </>
            )}
          </Loaded>
        </>
      )}
    </section>
  );
}

interface DifferencesTableProps {
  readonly kind: DifferenceKind;
  readonly differences: readonly ShadowDifference[];
}

function DifferencesTable({ kind, differences }: DifferencesTableProps) {
  return (
    <div class="scroll">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Ring</th>
            <th scope="col">Its risk</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ account_id, ring_id, risk }) => (
            <tr key={account_id}>
              <th scope="row">
                <a href={writeRoute({ page: "search", text: account_id })}>
                  <code>{account_id}</code>
                </a>
              </th>
              <td data-title="Ring">
                {/* Of what only a shadow run has found there is no page. */}
                {kind === "released" ? (
                  <a href={writeRoute({ page: "ring", id: ring_id })}>
                    <code>{ring_id}</code>
                  </a>
                ) : (
                  <code>{ring_id}</code>
                )}
              </td>
              <td>
                <Risk risk={risk} isFlagged />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
