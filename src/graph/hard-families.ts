import type { Family } from "../model/identifier.ts";

/** What an account cannot do without: a place, a card, a machine. Content and contact are anybody's. */
export const isHard: ReadonlySet<Family> = new Set(["network", "payment", "device"]);
