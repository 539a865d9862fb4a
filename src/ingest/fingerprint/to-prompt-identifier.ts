import type { Identifier, IdentifierKind } from "../../model/identifier.ts";
import { type ViewName, viewNames } from "./take-views.ts";

const madeByUs = new RegExp(String.raw`^\d{1,4}:(${viewNames.join("|")}):[\w-]{22}$`);

/**
 * The identifier that a fingerprint stands for: a view of a prompt where `fingerprintPrompt` made it, of whatever version, and
 * else the provider's own.
 */
export function toPromptIdentifier(fingerprint: string): Identifier {
  const view = madeByUs.exec(fingerprint)?.[1] as ViewName | undefined;
  const kind: IdentifierKind = view === undefined ? "prompt_fingerprint" : `prompt_${view}`;
  return { kind, value: fingerprint };
}
