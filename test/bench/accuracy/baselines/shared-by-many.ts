import { type IdentifierKind, identifierKinds } from "../../../../src/model/identifier.ts";
import type { Baseline } from "./baseline.ts";
import { joinByIdentifiers } from "./join-by-identifiers.ts";

/**
 * The rule that most services begin with: whoever uses an identifier that `sharers` accounts or more use is accused.
 *
 * Those whom one or more such identifiers connect stand as one group.
 *
 * @param sharers fewest accounts of an identifier that accuses; 2 or more
 */
export function sharedByMany(kind: IdentifierKind, sharers: number): Baseline {
  const { code } = identifierKinds[kind];
  return {
    name: `${kind} shared by ${sharers} or more`,
    family: "shared by k or more",
    find: (index) =>
      joinByIdentifiers(
        index,
        (identifier) => index.kind[identifier] === code && (index.sharers[identifier] as number) >= sharers,
        2,
      ),
  };
}
