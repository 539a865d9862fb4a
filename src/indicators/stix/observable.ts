import type { StixObject } from "../../contract/stix-bundle.ts";
import { canonicalJson } from "../../policies/canonical-json.ts";
import type { PatternSubject } from "./pattern.ts";
import { extensionOfObservable, observableType } from "./ringfence-objects.ts";
import { uuidOf } from "./uuid.ts";

/** Where STIX 2.1 (section 2.9) has everybody make the ids of observables, so that two who saw the same thing call it the same. */
const observableNamespace = "00abedb4-aa42-466c-9c01-fed23315a9b7";

/** The thing itself that was observed. */
export function toObservable({ kind, value, isPseudonym }: PatternSubject): StixObject {
  if (!isPseudonym && (kind === "ip" || kind === "ip_prefix")) {
    return observable(value.includes(":") ? "ipv6-addr" : "ipv4-addr", { value });
  }
  if (!isPseudonym && kind === "email_domain") return observable("domain-name", { value });
  const own = observable(observableType, { kind, [isPseudonym ? "pseudonym" : "value"]: value });
  return { ...own, extensions: extensionOfObservable };
}

function observable(type: string, telling: Readonly<Record<string, string>>): StixObject {
  return {
    type,
    spec_version: "2.1",
    id: `${type}--${uuidOf(observableNamespace, canonicalJson(telling))}`,
    ...telling,
  };
}
