export const scopes = ["events:write", "rings:read", "rings:decide", "identifiers:read", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** Who a request comes from. `admin` implies every other scope. */
export interface Caller {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}
