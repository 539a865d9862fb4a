import type { z } from "zod";

/** One thing that is wrong with a document. */
export interface Fault {
  readonly detail: string;
  readonly path: readonly PropertyKey[];
}

const longestNameShown = 64;

/**
 * Zod's issues as faults. A field that is not known is one fault each, at the field itself.
 *
 * @param describeUnknown what to say of a field that is not known
 */
export function listFaults(
  error: z.ZodError,
  describeUnknown: (name: string) => string = (name) => `unknown field "${name}"`,
): Fault[] {
  return error.issues.flatMap((issue) => toFaults(issue, describeUnknown));
}

function toFaults(issue: z.core.$ZodIssue, describeUnknown: (name: string) => string): Fault[] {
  if (issue.code !== "unrecognized_keys") return [{ detail: issue.message, path: issue.path }];
  return issue.keys.map((key) => {
    const name = shortenName(key);
    return { detail: describeUnknown(name), path: [...issue.path, name] };
  });
}

/** A name comes from outside and may be as long as a body; it must not come back so, nor with half of a surrogate pair. */
export function shortenName(name: string): string {
  return (name.length > longestNameShown ? `${name.slice(0, longestNameShown)}…` : name).toWellFormed();
}
