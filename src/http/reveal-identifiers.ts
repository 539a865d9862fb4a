import type { Response } from "express";
import { maskIdentifiers, showPlainly } from "../contract/mask-identifiers.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Reveal } from "../model/identifier.ts";
import { callerOf, hasScope } from "./authenticate.ts";

/** How identifiers are shown to the caller of a request: plainly to whose key has the scope `identifiers:read`, else under a mask. */
export function revealTo({ secret }: Pick<Dependencies, "secret">): (response: Response) => Reveal {
  const masked = maskIdentifiers(secret);
  return (response) => (maySeeIdentifiers(response) ? showPlainly : masked);
}

/** Whether the caller's key has the scope to see identifiers. Only behind `authenticate`. */
export function maySeeIdentifiers(response: Response): boolean {
  return hasScope(callerOf(response), "identifiers:read");
}
