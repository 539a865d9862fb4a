import { DomainError } from "../model/errors.ts";
import type { VersionedRing } from "./ring-version.ts";

/** A ring that is not any more what the caller thinks that it is. */
export class RingOutdated extends DomainError {
  /** As it is now. */
  readonly ring: VersionedRing;

  constructor(ring: VersionedRing) {
    super("outdated", "ring-outdated", `Ring ${ring.id} has changed since: look at it again`);
    this.ring = ring;
  }
}
