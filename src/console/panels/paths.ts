import { pathOf } from "../api.ts";

/** The path of a ring, or of something below it. */
export const pathOfRing = (id: string, ...rest: readonly string[]): string => pathOf("rings", id, ...rest);
