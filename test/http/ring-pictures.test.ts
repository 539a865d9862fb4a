import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListedRingBody, type MemberBody, RingPage } from "../../src/contract/ring.ts";
import { RingMapBody } from "../../src/contract/ring-map.ts";
import { RingProfileBody } from "../../src/contract/ring-profile.ts";
import { SearchBody } from "../../src/contract/search.ts";
import { VerdictPreviewBody } from "../../src/contract/verdict-preview.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");
const world = readWorld({ seed: 5, people: 1500 });
let api: Api;
let rings: ListedRingBody[];

const run = async () => {
  const { finished } = await startRun({ database: database.database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ failure: null });
};
const listRings = async (query: string) => RingPage.parse((await api.request(`/v1/rings?${query}`)).body).data;

beforeAll(async () => {
  api = await startApi(database.database, clock);
  await takeIn(database.database, world.events);
  await run();
  rings = await listRings("sort=-member_count");
  expect(rings.length).toBeGreaterThan(1);
}, 90_000);
afterAll(() => api.close());

async function membersOf(id: string): Promise<MemberBody[]> {
  const members: MemberBody[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await api.request(`/v1/rings/${id}/members?limit=200${cursor}`);
    members.push(...body.data);
    if (body.next_cursor === null) return members;
    cursor = `&cursor=${body.next_cursor}`;
  }
}
const eventsOf = async (id: string) => {
  const members = new Set((await membersOf(id)).map(({ account_id }) => account_id));
  expect(members.size).toBeGreaterThan(1);
  return world.events.filter(({ account_id }) => members.has(account_id));
};

describe("a list of rings", () => {
  test("has their days where it is asked for, as their own timelines have them", async () => {
    expect(rings.every(({ timeline }) => timeline === undefined)).toBe(true);
    for (const { id, timeline } of await listRings("sort=-member_count&include=timeline")) {
      expect(timeline).toEqual((await api.request(`/v1/rings/${id}/timeline?limit=200`)).body.data);
    }
  });
});

describe("/profile", () => {
  test("adds up to what the events say", async () => {
    for (const { id, request_count } of rings) {
      const profile = RingProfileBody.parse(
        (await api.request(`/v1/rings/${id}/profile`, { scope: "rings:read" })).body,
      );
      const capabilities = new Map<string | null, number>();
      const hours = new Set<string>();
      const cards = new Set<string>();
      for (const event of await eventsOf(id)) {
        if (event.payment_instrument) cards.add(event.payment_instrument);
        if (event.type !== "usage") continue;
        const name = event.capability ?? null;
        capabilities.set(name, (capabilities.get(name) ?? 0) + (event.requests ?? 1));
        hours.add(`${event.account_id} ${event.occurred_at.slice(0, 13)}`);
      }
      expect(new Map(profile.capabilities.map(({ capability, requests }) => [capability, requests]))).toEqual(
        capabilities,
      );
      expect(profile.capabilities.reduce((sum, { requests }) => sum + requests, 0)).toBe(request_count);
      expect(profile.identifiers.find(({ kind }) => kind === "payment_instrument")?.count ?? 0).toBe(cards.size);
      const counted = Array.from({ length: 24 }, (_, hour) => {
        return [...hours].filter((each) => each.endsWith(`T${String(hour).padStart(2, "0")}`)).length;
      });
      expect(profile.hours).toEqual(counted);
    }
  });

  test("holds a ring's hours against everybody's", async () => {
    const hours = new Set(
      world.events
        .filter(({ type }) => type === "usage")
        .map((event) => `${event.account_id} ${event.occurred_at.slice(0, 13)}`),
    );
    const { body } = await api.request(`/v1/rings/${rings[0]?.id}/profile`);
    const all = body.population_hours as number[];
    expect(all.reduce((sum, count) => sum + count, 0)).toBe(hours.size);
  });
});

const mapOf = async (id: string, query = "") =>
  RingMapBody.parse((await api.request(`/v1/rings/${id}/map${query}`, { scope: "admin" })).body);

describe("/map", () => {
  test("shows of a small ring each member, and what it shares", async () => {
    const ring = rings.at(-1) as ListedRingBody;
    const { groups, identifiers, rest } = await mapOf(ring.id);
    expect(groups.reduce((sum, { accounts }) => sum + accounts, rest.accounts)).toBe(ring.member_count);
    expect(rest.identifiers).toBe(0);
    const events = await eventsOf(ring.id);
    for (const [place, { kind, value, member_count }] of identifiers.entries()) {
      const users = groups.flatMap(({ uses }) => uses.filter(({ identifier }) => identifier === place));
      const shown = users.reduce((sum, { accounts }) => sum + accounts, 0);
      expect(shown).toBe(member_count);
      if (kind !== "payment_instrument") continue;
      const seen = new Set(
        events.filter((event) => event.payment_instrument === value).map((event) => event.account_id),
      );
      expect(member_count).toBe(seen.size);
    }
  });

  test.each([10, 40])(
    "takes accounts of a large ring together: no more than %d nodes, and nobody twice",
    async (limit) => {
      const ring = rings[0] as ListedRingBody;
      const { groups, identifiers, rest } = await mapOf(ring.id, `?limit=${limit}`);
      expect(identifiers.length + groups.length).toBeLessThanOrEqual(limit);
      expect(groups.length).toBeGreaterThan(1);
      expect(groups.reduce((sum, { accounts }) => sum + accounts, rest.accounts)).toBe(ring.member_count);
      const members = new Set((await membersOf(ring.id)).map(({ account_id }) => account_id));
      const named = groups.flatMap(({ account_ids }) => account_ids);
      expect(new Set(named).size).toBe(named.length);
      expect(named.every((id) => members.has(id))).toBe(true);
      expect(rest.identifiers).toBeGreaterThan(0);
    },
  );

  test("masks identifiers from who may not see them", async () => {
    const { body } = await api.request(`/v1/rings/${rings[0]?.id}/map`, { scope: "rings:read" });
    for (const { kind, value } of RingMapBody.parse(body).identifiers) {
      if (kind === "ip" || kind === "payment_instrument") expect(value).toContain("#");
    }
  });
});

describe("/verdict_preview", () => {
  test("says whom the members' own lists say that it would untie", async () => {
    let found: { ring: ListedRingBody; members: MemberBody[]; identifier: { kind: string; value: string } } | undefined;
    for (const ring of await listRings("flagged=any")) {
      const members = await membersOf(ring.id);
      const [identifier] = members.flatMap(({ untied_by }) => (untied_by?.length === 1 ? untied_by : []));
      if (identifier) found = { ring, members, identifier };
    }
    if (!found) throw new Error("This world has no member that hangs on one identifier");
    const { ring, members, identifier } = found;
    const query = new URLSearchParams({ kind: identifier.kind, value: identifier.value });
    const path = `/v1/rings/${ring.id}/verdict_preview?${query}`;
    const preview = VerdictPreviewBody.parse((await api.request(path, { scope: "rings:read" })).body);
    const expected = members
      .filter(({ untied_by }) => {
        return (
          untied_by?.length === 1 && untied_by[0]?.kind === identifier.kind && untied_by[0].value === identifier.value
        );
      })
      .map(({ account_id }) => account_id);
    expect(preview.account_ids).toEqual(expect.arrayContaining(expected));
    expect(preview).toMatchObject({ members: ring.member_count, untied: preview.account_ids.length });
    expect(preview.users).toBe(preview.examined);
    expect(preview.users).toBeGreaterThanOrEqual(preview.untied);
  });

  test("of something that nobody uses is nobody", async () => {
    const { body } = await api.request(`/v1/rings/${rings[0]?.id}/verdict_preview?kind=ip&value=192.0.2.1`);
    expect(body).toMatchObject({ users: 0, untied: 0, account_ids: [] });
  });
});

describe("/search", () => {
  const search = async (text: string) => {
    const answer = await api.request(`/v1/search?${new URLSearchParams({ q: text })}`, { scope: "admin" });
    expect(answer.status).toBe(200);
    return SearchBody.parse(answer.body);
  };

  test("finds an account and its ring, and a ring", async () => {
    const ring = rings[0] as ListedRingBody;
    const [member] = await membersOf(ring.id);
    const accountId = member?.account_id ?? "";
    expect(await search(accountId)).toMatchObject({
      account: { account_id: accountId, ring_id: ring.id, risk: ring.risk },
    });
    expect(await search(ring.id)).toMatchObject({ account: null, ring_id: ring.id, identifiers: [] });
  });

  test("finds a card and a mail address, whatever the case, with the rings that share them", async () => {
    const ring = rings.find(({ families }) => families.includes("payment")) as ListedRingBody;
    const { identifiers } = await mapOf(ring.id);
    const card = identifiers.find(({ kind }) => kind === "payment_instrument");
    expect((await search(card?.value ?? "")).identifiers).toMatchObject([
      { kind: "payment_instrument", rings: [{ id: ring.id, user_count: card?.member_count }] },
    ]);
    const mail = world.events.find(({ email }) => email !== undefined)?.email ?? "";
    expect((await search(mail.toUpperCase())).identifiers.map(({ kind }) => kind)).toContain("email");
  });

  test("of what nobody has seen is empty", async () => {
    expect(await search("nobody")).toEqual({ account: null, ring_id: null, identifiers: [] });
  });
});

// Comes last: the rings are not the same afterwards.
test("rings can be had by growth: sign-ups of the last seven days, page by page", async () => {
  // A world's rings are set up early; so it is looked at while they are.
  const asOf = "2026-05-10T00:00:00Z";
  const { body: started } = await api.request("/v1/runs", json({ as_of: asOf }));
  await expect
    .poll(async () => (await api.request(`/v1/runs/${started.id}`)).body.status, { timeout: 60_000 })
    .toBe("published");
  const young = await listRings("flagged=any&include=timeline&sort=-recent_signups");
  const growth = young.map(({ recent_signups = -1 }) => recent_signups);
  expect(growth).toEqual(growth.toSorted((a, b) => b - a));
  expect(growth[0]).toBeGreaterThan(0);
  for (const { id, recent_signups } of young) {
    const signups = (await eventsOf(id)).filter(({ type, occurred_at }) => {
      return type === "signup" && occurred_at >= "2026-05-04" && occurred_at <= asOf;
    });
    expect([id, recent_signups]).toEqual([id, signups.length]);
  }
  const paged: string[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await api.request(`/v1/rings?flagged=any&sort=-recent_signups&limit=1${cursor}`);
    paged.push(...body.data.map(({ id }: ListedRingBody) => id));
    if (body.next_cursor === null) break;
    cursor = `&cursor=${body.next_cursor}`;
  }
  expect(paged).toEqual(young.map(({ id }) => id));
});
