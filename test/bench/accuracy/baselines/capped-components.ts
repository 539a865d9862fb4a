import { type IdentifierKind, identifierKinds } from "../../../../src/model/identifier.ts";
import type { Baseline } from "./baseline.ts";
import { joinByIdentifiers } from "./join-by-identifiers.ts";

/** What is thought to belong to one hand. A prefix or a mail domain belongs to many whatever its degree. */
const kinds: readonly IdentifierKind[] = [
  "ip",
  "payment_instrument",
  "device_id",
  "email",
  "phone",
  "prompt_fingerprint",
];
const joiningCodes = new Set<number>(kinds.map((kind) => identifierKinds[kind].code));

/**
 * Everybody who is connected through shared identifiers, where those that more than `cap` accounts share, the hubs, join nobody.
 *
 * @param cap most accounts of an identifier that joins; 2 or more
 * @param smallest accounts of a component that is accused
 */
export function cappedComponents(cap: number, smallest: number): Baseline {
  return {
    name: `connected components of ${smallest} or more over identifiers of at most ${cap} accounts`,
    family: "components",
    find: (index) =>
      joinByIdentifiers(
        index,
        (identifier) =>
          joiningCodes.has(index.kind[identifier] as number) && (index.sharers[identifier] as number) <= cap,
        smallest,
      ),
  };
}
