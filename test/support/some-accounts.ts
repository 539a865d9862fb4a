import type { Accounts } from "../../src/detection/accounts.ts";

/** Accounts with nothing known of them; a test fills in the columns that it is about. */
export function someAccounts(count: number): Accounts {
  return {
    count,
    signedUpAt: new Float64Array(count).fill(Number.NaN),
    firstEventAt: new Float64Array(count),
    lastEventAt: new Float64Array(count),
    requests: new Float64Array(count),
    usageEvents: new Float64Array(count),
    inputTokens: new Float64Array(count),
    outputTokens: new Float64Array(count),
    activeDays: new Int32Array(count),
    dayStart: new Int32Array(count + 1),
    day: new Int32Array(0),
    dayRequests: new Float64Array(0),
    hasGeneratedMailName: new Uint8Array(count),
    mainCapability: new Int32Array(count).fill(-1),
    capabilities: [],
    activeHours: new Uint16Array(count * 24),
    organization: new Int32Array(count).fill(-1),
  };
}
