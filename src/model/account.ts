import type { Brand } from "./brand.ts";

/** The provider's own name of an account, 1 - 128 characters. Opaque to Ringfence. */
export type AccountId = Brand<string, "AccountId">;
