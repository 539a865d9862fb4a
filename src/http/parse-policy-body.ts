import { toJsonPointer } from "../contract/json-pointer.ts";
import type { Policy } from "../detection/policy.ts";
import { findPolicyFaults, parsePolicy } from "../policies/parse-policy.ts";
import { InvalidInput } from "./invalid-input.ts";

/**
 * A policy that came in a body.
 *
 * @param path where in the body it stands
 * @throws {InvalidInput} 422 with a JSON pointer for each fault
 */
export function parsePolicyBody(document: unknown, path: readonly string[] = []): Policy {
  const faults = findPolicyFaults(document);
  if (faults.length > 0) {
    throw new InvalidInput(
      "invalid-body",
      faults.map((fault) => ({ detail: fault.detail, pointer: toJsonPointer([...path, ...fault.path]) })),
    );
  }
  return parsePolicy(document);
}
