import { pino } from "pino";
import { beforeAll, expect, test } from "vitest";
import { findAccount } from "../../src/rings/find-account.ts";
import { listMembers } from "../../src/rings/list-members.ts";
import { listRings } from "../../src/rings/list-rings.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");

interface Use {
  readonly account: string;
  readonly kind: string;
  readonly value: string;
  readonly ring: string | null;
}

let uses: Use[];

beforeAll(async () => {
  await takeIn(database.database, readWorld({ seed: 5, people: 1500 }).events);
  const { finished } = await startRun({ database: database.database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ failure: null });
  const { rows } = await database.database.pool.query<Use>(`
    select accounts.id as account, identifier_kinds.name as kind, value, ring_id as ring
    from sightings
    join accounts on accounts.key = sightings.account_key
    join identifiers on identifiers.key = identifier_key
    join identifier_kinds on code = identifiers.kind
    left join ring_members on ring_members.account_key = sightings.account_key`);
  uses = rows;
}, 60_000);

const nouns: Record<string, string> = { address: "ip", card: "payment_instrument", device: "device_id" };

test("every member of every flagged ring is explained, and every count can be checked in the sightings", async () => {
  const { db } = database.database;
  const rings = await listRings(db, { flagged: true, sort: { by: "risk", descending: true }, limit: 100 });
  const usersOf = new Map<string, Use[]>();
  const seenWith = new Map<string, Use[]>();
  for (const use of uses) {
    const thing = `${use.kind} ${use.value}`;
    usersOf.set(thing, [...(usersOf.get(thing) ?? []), use]);
    seenWith.set(use.account, [...(seenWith.get(use.account) ?? []), use]);
  }
  let [shared, own] = [0, 0];
  for (const ring of rings) {
    for (const { accountId, reasons, against } of await listMembers(db, ring.id, { limit: 1000 })) {
      expect(reasons.length).toBeGreaterThan(1);
      for (const reason of reasons) {
        const sentence =
          /^shares (address|card|device) (\S+) with (\d+) other members? and (?:nobody else|(\d+) accounts? outside) \(\d+\.\d bits\)$/.exec(
            reason,
          );
        if (!sentence) continue;
        shared++;
        const [, noun = "", value, members, outside = "0"] = sentence;
        const users = usersOf.get(`${nouns[noun]} ${value}`) ?? [];
        expect(users.some(({ account }) => account === accountId)).toBe(true);
        expect(users.filter((user) => user.ring === ring.id)).toHaveLength(Number(members) + 1);
        expect(users.filter((user) => user.ring !== ring.id)).toHaveLength(Number(outside));
      }
      const addresses = (seenWith.get(accountId) ?? []).filter(({ kind }) => kind === "ip");
      const alone = addresses.filter(({ value }) => usersOf.get(`ip ${value}`)?.length === 1).length;
      const sentences = against.filter((objection) => /address/.test(objection));
      expect(sentences).toHaveLength(alone > 0 ? 1 : 0);
      if (alone > 0 && alone < addresses.length) {
        own++;
        expect(sentences[0]).toMatch(
          new RegExp(`^${alone} of its ${addresses.length} addresses (is|are) used by nobody else$`),
        );
      }
    }
  }
  expect(shared).toBeGreaterThan(100);
  expect(own).toBeGreaterThan(5);
});

test("an account is explained as its ring's member is; one in no ring needs no explanation", async () => {
  const { db } = database.database;
  const [ring] = await listRings(db, { flagged: true, sort: { by: "risk", descending: true }, limit: 1 });
  const [member] = await listMembers(db, ring?.id as never, { limit: 1 });
  const account = await findAccount(db, member?.accountId ?? "");
  expect(account).toMatchObject({ reasons: member?.reasons, against: member?.against });
  const outsider = uses.find((use) => use.ring === null)?.account ?? "";
  expect(await findAccount(db, outsider)).toMatchObject({ reasons: [], against: [] });
});
