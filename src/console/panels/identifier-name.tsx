import { isMasked, nameKind, shorten, verdictTitles } from "../appearance.ts";
import type { Evidence } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { FamilyMark } from "./families.tsx";

interface IdentifierNameProps extends Pick<Evidence, "kind" | "family" | "value"> {
  readonly verdict?: Evidence["verdict"] | undefined;
}

/** An identifier: its family's mark, its kind, its value, and what was said of it. */
export function IdentifierName({ kind, family, value, verdict }: IdentifierNameProps) {
  return (
    <span class="identifier">
      <FamilyMark family={family} />
      <span>
        <span class="quiet">{nameKind(kind)}</span>{" "}
        {isMasked(value) ? (
          <code title="Masked: this key may not see it">{value}</code>
        ) : (
          <a href={writeRoute({ page: "search", text: value })} title={value}>
            <code>{shorten(value)}</code>
          </a>
        )}
        {verdict && (
          <span class={`status ${verdict === "known_bad" ? "confirmed" : "dismissed"}`}>{verdictTitles[verdict]}</span>
        )}
      </span>
    </span>
  );
}
