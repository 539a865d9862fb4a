import type { RingChangeBody } from "../../../src/contract/ring-change.ts";
import type { RingBody } from "../../../src/contract/ring.ts";
import type { ApiClient } from "../../../src/demo/api-client.ts";
import { type FoundRing, readRings } from "../../../src/demo/find-rings.ts";

/** Rings of one lineage, and what the API says of them: who did how much from when to when, and what for. */
export interface Operation {
  /** Oldest first. */
  readonly rings: readonly RingBody[];
  /** The same with their members. */
  readonly found: readonly FoundRing[];
  readonly accountIds: ReadonlySet<string>;
  /** Requests of all members. */
  readonly exchanges: number;
  readonly firstEventAt: string;
  readonly lastEventAt: string;
  /** The capabilities that the signals name. */
  readonly aims: readonly string[];
  /** What the history says of where its rings come from. */
  readonly lineage: readonly string[];
}

const kinships: readonly RingChangeBody["kind"][] = ["split", "merged", "succeeded"];

/** The operations behind the flagged rings, the one with the most accounts first. Asks the API and nothing else. */
export async function readOperations(api: ApiClient): Promise<Operation[]> {
  const found = await readRings(api);
  const known = new Map(found.map((ring) => [ring.ring.id, ring]));
  const kinOf = new Map<string, RingChangeBody[]>();
  for (const { ring } of found) {
    const changes: RingChangeBody[] = [];
    for await (const change of api.list<RingChangeBody>(`/v1/rings/${ring.id}/history`))
      if (kinships.includes(change.kind) && change.other_ring_id !== null) changes.push(change);
    kinOf.set(ring.id, changes);
  }
  const operations: Operation[] = [];
  const seen = new Set<string>();
  for (const { ring } of found) {
    if (seen.has(ring.id)) continue;
    const lineage = follow(ring.id, kinOf, seen);
    const rings = lineage.flatMap((id) => known.get(id) ?? []);
    operations.push(toOperation(rings, new Set(lineage.flatMap((id) => kinOf.get(id) ?? []))));
  }
  return operations.sort((left, right) => right.accountIds.size - left.accountIds.size);
}

/** The ids of a ring and its kin, and theirs. */
function follow(id: string, kinOf: ReadonlyMap<string, readonly RingChangeBody[]>, seen: Set<string>): string[] {
  const lineage = [id];
  seen.add(id);
  for (const next of lineage) {
    const others = [...kinOf].flatMap(([from, changes]) =>
      changes.flatMap(({ ring_id, other_ring_id }) => (from === next ? [ring_id, other_ring_id as string] : [])),
    );
    for (const other of others) {
      if (seen.has(other)) continue;
      seen.add(other);
      lineage.push(other);
    }
  }
  return lineage;
}

function toOperation(found: readonly FoundRing[], kin: ReadonlySet<RingChangeBody>): Operation {
  const rings = found
    .map(({ ring }) => ring)
    .sort((left, right) => (left.first_event_at < right.first_event_at ? -1 : 1));
  const aims = rings.flatMap(({ signals }) => signals.flatMap(({ name, summary }) => readAims(name, summary)));
  return {
    rings,
    found,
    accountIds: new Set(found.flatMap(({ accountIds }) => accountIds)),
    exchanges: rings.reduce((sum, ring) => sum + ring.request_count, 0),
    firstEventAt: rings.map(({ first_event_at }) => first_event_at).sort()[0] ?? "",
    lastEventAt:
      rings
        .map(({ last_event_at }) => last_event_at)
        .sort()
        .at(-1) ?? "",
    aims: [...new Set(aims)].sort(),
    lineage: [...new Map([...kin].map(({ id, reason }) => [id, reason])).values()],
  };
}

/** What a campaign is after stands in the sentence of one signal, and nowhere else in the API. */
function readAims(name: string, summary: string): string[] {
  if (name !== "capability-focus") return [];
  return /mostly ask for (.+), as /.exec(summary)?.[1]?.split(", ") ?? [];
}
