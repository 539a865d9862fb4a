import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import type { DecisionOutcome } from "../../src/model/decision.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";
import type { Ring, RingId } from "../../src/model/ring.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { decideRing } from "../../src/rings/decide-ring.ts";
import { listEvidence } from "../../src/rings/list-evidence.ts";
import { listMembers } from "../../src/rings/list-members.ts";
import { listRings } from "../../src/rings/list-rings.ts";
import { requireRing } from "../../src/rings/require-ring.ts";
import type { Detect, DetectionInput } from "../../src/runs/detect.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { giveVerdict } from "../../src/verdicts/give-verdict.ts";
import { withdrawVerdict } from "../../src/verdicts/withdraw-verdict.ts";
import { readWorld } from "../simulate/read-world.ts";
import { type DetectedGroup, detectGroups } from "../support/detect-groups.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const clock = stoppedAt("2026-06-06T00:00:00Z");
const logger = pino({ level: "silent" });
const actor = { name: "ada", keyId: null };

/** What these tests do to a database. */
function analystOn(database: () => Database) {
  return {
    give: (kind: IdentifierKind, value: string, verdict: VerdictKind, expiresAt: string | null = null) =>
      giveVerdict(
        { database: database(), clock },
        {
          identifier: { kind, value },
          verdict,
          reason: "we asked",
          expiresAt: expiresAt === null ? null : new Date(expiresAt),
          actor,
        },
      ),
    withdraw: (kind: IdentifierKind, value: string) =>
      withdrawVerdict({ database: database(), clock }, { identifier: { kind, value }, actor }),
    decide: (ringId: RingId, outcome: DecisionOutcome) =>
      decideRing({ database: database(), clock }, { ringId, outcome, reason: "we looked", decidedBy: "ada" }),
    rings: () => listRings(database().db, { sort: { by: "risk", descending: true }, limit: 1000 }),
    async run(detect?: Detect, asOf?: string) {
      const dependencies = { database: database(), clock, logger, ...(detect && { detect }) };
      const { finished } = await startRun(dependencies, asOf === undefined ? {} : { asOf: new Date(asOf) });
      const run = await finished;
      expect(run).toMatchObject({ failure: null });
      return run;
    },
  };
}

/** Which accounts, by their places, were seen with an identifier: a name for it that needs no number. */
function usersOf({ sightings }: DetectionInput, identifier: number): number[] {
  return Array.from(sightings.account.keys())
    .filter((sighting) => sightings.identifier[sighting] === identifier)
    .map((sighting) => sightings.account[sighting] as number)
    .sort((a, b) => a - b);
}

describe("a run is given what analysts have said", () => {
  const database = useTestDatabase();
  const { give, withdraw, decide, rings, run } = analystOn(() => database.database);

  /** Runs, and says what detection was told, in places of accounts. */
  async function told(groups: readonly DetectedGroup[] = [], asOf?: string) {
    let input: DetectionInput | undefined;
    const done = await run((given, options) => {
      input = given;
      return detectGroups(groups)(given, options);
    }, asOf);
    const seen = input as DetectionInput;
    const { judged, confirmed, dismissed, inheritable } = seen.precedents;
    return {
      heeded: done.manifest?.heeded,
      judged: judged
        .map(({ identifier, verdict, network }) => {
          return `${verdict}: ${usersOf(seen, identifier)} around ${network < 0 ? "-" : usersOf(seen, network).length}`;
        })
        .sort(),
      confirmed: [...confirmed],
      dismissed: [...dismissed],
      inheritable: Array.from(inheritable.identifier, (identifier, place) => {
        return `${inheritable.users[place]} of ${usersOf(seen, identifier).length}`;
      }).sort(),
    };
  }
  const nothing = { judged: [], confirmed: [], dismissed: [], inheritable: [] };

  test("nothing at first", async () => {
    const inSix = { type: "usage", occurred_at: "2026-04-23T10:00:00Z", account_id: "b0" };
    const six = ["2001:db8::7", "2001:db8:0:1::8", "2001:db8:1::9"].map((ip, index) => ({
      ...inSix,
      id: `six${index}`,
      ip,
    }));
    await takeIn(database.database, [...someEvents(10), ...six]);
    const { heeded, ...said } = await told();
    expect(said).toEqual(nothing);
    expect(heeded).toMatchObject({ verdicts: 0, confirmedAccounts: 0, dismissedAccounts: 0 });
  });

  test("what counts of each identifier: on an address with the network around it, on a network with the addresses in it", async () => {
    await give("ip", "198.51.100.1", "office");
    await give("ip", "198.51.100.2", "office", "2026-06-07T00:00:00Z");
    await give("ip", "198.51.100.3", "office");
    await withdraw("ip", "198.51.100.3");
    await give("payment_instrument", "pm_1", "known_bad");
    await give("payment_instrument", "pm_never_seen", "known_bad");
    const { heeded, ...said } = await told();
    expect(said).toEqual({
      ...nothing,
      judged: ["known_bad: 0,1,2,3,4,5,6,7,8,9 around -", "office: 0,1 around 10", "office: 2,3 around 10"],
    });
    expect(heeded).toMatchObject({ verdicts: 4 });
    const later = await told([], "2026-06-07T00:00:00Z");
    expect(later.judged).toHaveLength(2);
    expect(later.heeded?.hash).not.toBe(heeded?.hash);
    expect((await told()).heeded).toEqual(heeded);

    await give("ip_prefix", "198.51.100.0/24", "carrier");
    await give("ip_prefix", "2001:db8::/48", "vpn");
    expect((await told()).judged).toEqual([
      "carrier: 0,1,2,3,4,5,6,7,8,9 around -",
      "carrier: 4,5 around 10",
      "carrier: 6,7 around 10",
      "carrier: 8,9 around 10",
      "known_bad: 0,1,2,3,4,5,6,7,8,9 around -",
      "office: 0,1 around 10",
      "office: 2,3 around 10",
      "vpn: 10 around -",
      "vpn: 10 around 1",
      "vpn: 10 around 1",
    ]);
  });

  test("who was in a ring when it was decided on, and what confirmed ones used; who joined later is not meant", async () => {
    const groups: DetectedGroup[] = [{ members: [0, 1, 2] }, { members: [4, 5, 6] }];
    await told(groups);
    const [one, other] = (await rings()) as [Ring, Ring];
    await decide(one.id, "confirmed");
    await decide(other.id, "dismissed");
    const said = await told([{ members: [0, 1, 2, 3] }, groups[1] as DetectedGroup]);
    const membersOf =
      one.id < other.id
        ? [
            [0, 1, 2],
            [4, 5, 6],
          ]
        : [
            [4, 5, 6],
            [0, 1, 2],
          ];
    expect([said.confirmed, said.dismissed].sort()).toEqual(membersOf.sort());
    // Of 0, 1 and 2: the card, the network, and two addresses; of 4, 5 and 6 likewise.
    expect(said.inheritable).toEqual(["1 of 2", "2 of 2", "3 of 10", "3 of 10"]);
    expect(said.heeded).toMatchObject({ confirmedAccounts: 3, dismissedAccounts: 3 });
    await decide(one.id, "reopened");
    expect(await told()).toMatchObject({ confirmed: [], inheritable: [] });
  });
});

describe("what analysts said, in what a run publishes", () => {
  const database = useTestDatabase();
  const { give, rings, run } = analystOn(() => database.database);
  const db = () => database.database.db;

  test("raises the risk of who uses what is known to be bad, takes apart who is tied by what is excused, and is named", async () => {
    await takeIn(database.database, readWorld({ seed: 5, people: 1500 }).events);
    await run();
    const suspect = (await rings()).find(({ flagged, memberCount }) => flagged && memberCount >= 10) as Ring;
    const evidence = await listEvidence(db(), suspect.id, { limit: 1000 });
    const most = Math.max(...evidence.map(({ memberCount }) => memberCount));
    const { kind, value } = evidence.find(({ memberCount }) => memberCount === most) as (typeof evidence)[number];

    await give(kind, value, "known_bad");
    await run();
    const worse = await requireRing(db(), suspect.id);
    expect(worse.signals.map(({ name }) => name)).toContain("known-abuse");
    const judged = (await listEvidence(db(), suspect.id, { limit: 1000 })).filter(({ verdict }) => verdict !== null);
    expect(judged).toMatchObject([{ kind, value, verdict: "known_bad", memberCount: most }]);
    const members = await listMembers(db(), suspect.id, { limit: 1000 });
    const bad = members.filter(({ reasons }) =>
      reasons[0]?.includes(`${value}, which is known to be bad (ada: we asked)`),
    );
    expect(bad).toHaveLength(most);

    await give(kind, value, "vpn");
    await run();
    const again = (await rings()).filter(({ id }) => id === suspect.id);
    for (const { id } of again) {
      const now = await listEvidence(db(), id, { limit: 1000 });
      expect(now.find(({ verdict }) => verdict !== null)).toMatchObject({ kind, value, bits: 0, contribution: 0 });
      const excused = (await listMembers(db(), id, { limit: 1000 })).flatMap(({ against }) => against);
      expect(excused.join()).toContain(`${value}, which ties nobody: it is a VPN's (ada: we asked)`);
    }

    for (const shared of evidence) await give(shared.kind, shared.value, "public_place");
    await run();
    expect((await requireRing(db(), suspect.id)).status).toBe("dissolved");
  }, 240_000);
});
