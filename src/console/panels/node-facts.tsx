import type { RingMapBody } from "../../contract/ring-map.ts";
import { formatBits, formatCount, formatLarge, formatPlural, nameKind, shorten } from "../appearance.ts";
import { type NodeName, placeOf, usersDrawn } from "../map-picture.ts";
import { writeRoute } from "../state.ts";
import { IdentifierName } from "./identifier-name.tsx";
import type { JudgedThing } from "./verdict-dialog.tsx";

interface NodeFactsProps {
  readonly map: RingMapBody;
  readonly node: NodeName;
  readonly onJudge: (identifier: JudgedThing) => void;
  readonly onLetGo: (() => void) | undefined;
}

/** What is known of a dot in the picture. */
export function NodeFacts({ map, node, onJudge, onLetGo }: NodeFactsProps) {
  return (
    <div class="node-facts" aria-live="polite">
      {node.startsWith("i") ? (
        <IdentifierFacts map={map} place={placeOf(node)} onJudge={onJudge} />
      ) : (
        <GroupFacts map={map} place={placeOf(node)} />
      )}
      {onLetGo && (
        <button type="button" class="small" onClick={onLetGo}>
          Show all again
        </button>
      )}
    </div>
  );
}

function IdentifierFacts({
  map,
  place,
  onJudge,
}: Pick<NodeFactsProps, "map" | "onJudge"> & { readonly place: number }) {
  const identifier = map.identifiers[place];
  if (!identifier) return null;
  const { kind, member_count, other_count, bits } = identifier;
  const drawn = usersDrawn(map, place);
  return (
    <>
      <p>
        <IdentifierName {...identifier} verdict={identifier.verdict ?? undefined} />
      </p>
      <p>
        {formatPlural(member_count, "member")} and {formatPlural(other_count, "other account")} use this{" "}
        {nameKind(kind)}; sharing it says {formatBits(bits)}.
        {drawn < member_count && ` Lines are drawn to ${formatCount(drawn)} of them: more would hide the others.`}
      </p>
      <button type="button" class="small" onClick={() => onJudge(identifier)}>
        What is it?
      </button>
    </>
  );
}

function GroupFacts({ map, place }: { readonly map: RingMapBody; readonly place: number }) {
  const group = map.groups[place];
  if (!group) return null;
  const { accounts, account_ids, request_count, uses } = group;
  const more = accounts - account_ids.length;
  return (
    <>
      <p>
        <b>{formatPlural(accounts, "account")}</b>, {formatLarge(request_count)} requests,{" "}
        {accounts === 1 ? "uses" : "use"}:
      </p>
      <ul class="reasons-list">
        {uses.map(({ identifier, accounts: users }) => {
          const used = map.identifiers[identifier];
          if (!used) return null;
          return (
            <li key={identifier}>
              <IdentifierName {...used} verdict={used.verdict ?? undefined} />
              {users < accounts && <span class="quiet">{formatCount(users)} of them</span>}
            </li>
          );
        })}
      </ul>
      <p class="accounts">
        {account_ids.map((id) => (
          <a key={id} href={writeRoute({ page: "search", text: id })} title={id}>
            <code>{shorten(id, 20)}</code>
          </a>
        ))}
        {more > 0 && <span class="quiet">and {formatCount(more)} more</span>}
      </p>
    </>
  );
}
