import type { Policy } from "../detection/policy.ts";
import type { Run, RunCounts } from "../model/run.ts";
import type { Heeded, RunManifest } from "../model/run-manifest.ts";
import { hashJson, hashLongList, type Json } from "../policies/canonical-json.ts";
import type { AssembledRing } from "./assemble-rings.ts";
import type { Watermark } from "./load-watermark.ts";

export interface ManifestParts {
  readonly run: Pick<Run, "asOf" | "windowDays" | "codeVersion">;
  readonly policy: Policy;
  readonly watermark: Watermark;
  readonly heeded: Heeded;
  readonly counts: RunCounts;
  readonly rings: readonly AssembledRing[];
  /** Ids of the members, by key. */
  readonly accountIds: ReadonlyMap<number, string>;
}

/** Draws up what went into a run and what came out. The same events, policy and words of analysts give the same hash, on every machine. */
export async function createManifest({
  run,
  policy,
  watermark,
  heeded,
  counts,
  rings,
  accountIds,
}: ManifestParts): Promise<RunManifest> {
  const { accounts = 0, identifiers = 0, sightings = 0, links = 0, communities = 0 } = counts;
  const { rings: ringCount = 0, flaggedRings = 0, flaggedAccounts = 0 } = counts;
  const { newestReceivedAt, newestEventAt, events } = watermark;
  const read = { newestEventAt, events, accounts, identifiers, sightings };
  const ringsHash = await hashLongList(listHashed(rings, accountIds));
  const hashed = {
    policyVersion: policy.version,
    policyHash: hashJson(policy as unknown as Json),
    codeVersion: run.codeVersion,
    seed: policy.evidence.seed,
    asOf: run.asOf,
    windowDays: run.windowDays,
    read,
    heeded,
    found: { links, communities, rings: ringCount, flaggedRings, flaggedAccounts, ringsHash },
  };
  return { ...hashed, read: { ...read, newestReceivedAt }, hash: hashJson(toJson(hashed)) };
}

/** By id; each is made when it is asked for. */
function* listHashed(rings: readonly AssembledRing[], accountIds: ReadonlyMap<number, string>): Generator<Json> {
  for (const ring of rings.toSorted((a, b) => (a.ring.id < b.ring.id ? -1 : 1))) yield toHashed(ring, accountIds);
}

/** Everything that is said of a ring, by names instead of keys. */
function toHashed({ ring, members }: AssembledRing, accountIds: ReadonlyMap<number, string>): Json {
  const named = members.map(({ accountKey, joinedAt, evidenceBits, requestCount }) => {
    return { account: accountIds.get(accountKey) ?? "", joinedAt: joinedAt.toISOString(), evidenceBits, requestCount };
  });
  const said = toJson(ring) as Readonly<Record<string, Json>>;
  return { ...said, members: named.sort((a, b) => (a.account < b.account ? -1 : 1)) };
}

/** Times become texts, as JSON has them. */
const toJson = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;
