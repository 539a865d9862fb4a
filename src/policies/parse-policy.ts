import { toJsonPointer } from "../contract/json-pointer.ts";
import { type Fault, listFaults } from "../contract/list-faults.ts";
import { allSignals } from "../detection/all-signals.ts";
import type { Policy } from "../detection/policy.ts";
import { DomainError } from "../model/errors.ts";
import { asPolicy, PolicySchema } from "./schema/policy.ts";

/** Everything that is wrong with a document that should be a policy; empty where nothing is. */
export function findPolicyFaults(document: unknown): Fault[] {
  const parsed = PolicySchema.safeParse(document);
  if (!parsed.success) return listFaults(parsed.error);
  // A name that is misspelt would disable nothing, and nobody would hear of it.
  const known = new Set(allSignals.map(({ name }) => name));
  return parsed.data.disabledSignals.flatMap((name, place) => {
    if (known.has(name)) return [];
    return [{ detail: `no signal has the name ${JSON.stringify(name)}`, path: ["disabledSignals", place] }];
  });
}

/**
 * A policy out of a document.
 *
 * @throws {DomainError} `invalid-policy`, one message that names every fault and where it lies
 */
export function parsePolicy(document: unknown): Policy {
  const faults = findPolicyFaults(document).map(({ detail, path }) => `${toJsonPointer(path) || "/"}: ${detail}`);
  if (faults.length > 0) {
    throw new DomainError("invalid", "invalid-policy", `The policy has faults:\n  ${faults.join("\n  ")}`);
  }
  return asPolicy(PolicySchema.parse(document));
}
