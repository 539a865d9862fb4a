import type { Policy } from "../detection/policy.ts";
import { hashJson } from "./canonical-json.ts";
import { asDocument } from "./schema/policy.ts";

/** SHA-256 of a policy's canonical JSON: two policies are the same if their hashes are, however their documents are written. */
export const hashPolicy = (policy: Policy): string => hashJson(asDocument(policy));
