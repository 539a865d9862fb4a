export const scopes = [
  "events:write",
  "signups:assess",
  "rings:read",
  "rings:decide",
  "identifiers:read",
  "admin",
] as const;
export type Scope = (typeof scopes)[number];

/** For how many hours a key that was rotated goes on working, unless told: long enough to put the new one everywhere. */
export const usualOverlapHours = 24;
export const longestOverlapHours = 720;

/** Who a request comes from. `admin` implies every other scope. */
export interface Caller {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}
