import { formatRisk } from "../appearance.ts";

interface RiskProps {
  readonly risk: number;
  readonly isFlagged: boolean;
}

/** A risk in words and as a bar. */
export function Risk({ risk, isFlagged }: RiskProps) {
  return (
    <span class={isFlagged ? "risk flagged" : "risk"}>
      <b>{formatRisk(risk)}</b>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="risk-ground" width="100" height="4" rx="2" />
        <rect class="risk-bar" width={Math.max(2, risk * 100)} height="4" rx="2" />
      </svg>
    </span>
  );
}
