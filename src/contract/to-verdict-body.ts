import { type Identifier, identifierKinds } from "../model/identifier.ts";
import type { StandingVerdict, Verdict } from "../model/verdict.ts";
import type { IdentifierBody, JudgedIdentifierBody, VerdictBody } from "./verdict.ts";

/** A verdict as it leaves. */
export function toVerdictBody(verdict: Verdict): VerdictBody {
  return {
    id: verdict.id,
    verdict: verdict.verdict,
    reason: verdict.reason,
    expires_at: verdict.expiresAt?.toISOString() ?? null,
    author: verdict.author,
    key_id: verdict.keyId,
    created_at: verdict.createdAt.toISOString(),
  };
}

/** An identifier as it leaves, with what counts of it. */
export function toIdentifierBody(found: {
  readonly identifier: Identifier;
  readonly isSeen: boolean;
  readonly verdict: StandingVerdict | undefined;
}): IdentifierBody {
  const verdict = found.verdict ? toVerdictBody(found.verdict) : null;
  return { ...namesOf(found.identifier), seen: found.isSeen, verdict };
}

/** A verdict with its identifier as it leaves in a list. */
export function toJudgedIdentifierBody(verdict: StandingVerdict): JudgedIdentifierBody {
  return { ...namesOf(verdict.identifier), verdict: toVerdictBody(verdict) };
}

function namesOf({ kind, value }: Identifier) {
  return { kind, family: identifierKinds[kind].family, value };
}
