import type { AssessmentInput } from "../contract/assessment.ts";
import type { Fault } from "../contract/list-faults.ts";
import { toPromptIdentifier } from "../ingest/fingerprint/to-prompt-identifier.ts";
import { type NormaliseContext, normaliseEvent } from "../ingest/normalise-event.ts";
import type { Identifier } from "../model/identifier.ts";

/** A sign-up that has not taken place yet, as events are stored. */
export interface ReadSignup {
  readonly occurredAt: Date;
  readonly identifiers: readonly Identifier[];
  readonly organizationId: string | null;
}

/** Reads what a sign-up form knows, as if it had come in an event; or says what is wrong with it. */
export function readSignup(input: AssessmentInput, context: NormaliseContext): ReadSignup | readonly Fault[] {
  const { prompt_fingerprint: given = [], occurred_at = context.now.toISOString(), ...form } = input;
  const event = normaliseEvent(
    { id: "assessment", type: "signup", account_id: "assessment", occurred_at, ...form },
    context,
  );
  if (!("identifiers" in event)) return event;
  const prompts = [...new Set(typeof given === "string" ? [given] : given)].map(toPromptIdentifier);
  const { occurredAt, organizationId } = event;
  return { occurredAt, organizationId, identifiers: [...event.identifiers, ...prompts] };
}
