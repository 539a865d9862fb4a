import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import graphology from "graphology";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountLinkPage } from "../../src/contract/account.ts";
import {
  type EvidenceBody,
  EvidencePage,
  type MemberBody,
  MemberPage,
  type RingBody,
  RingPage,
} from "../../src/contract/ring.ts";
import { RingGraphBody } from "../../src/contract/ring-graph.ts";
import { RingDayPage } from "../../src/contract/ring-timeline.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { type Answer, type Api, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");
const world = readWorld({ seed: 5, people: 1500 });
let api: Api;
let rings: RingBody[];

beforeAll(async () => {
  api = await startApi(database.database, clock);
  await takeIn(database.database, world.events);
  const { finished } = await startRun({ database: database.database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ failure: null });
  rings = RingPage.parse((await api.request("/v1/rings?sort=-member_count")).body).data;
  expect(rings.length).toBeGreaterThan(1);
}, 90_000);
afterAll(() => api.close());

async function readAll<Item>(path: string, limit: number): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const { status, body }: Answer = await api.request(
      `${path}?limit=${limit}${cursor === null ? "" : `&cursor=${cursor}`}`,
      { scope: "rings:read" },
    );
    expect(status).toBe(200);
    all.push(...body.data);
    cursor = body.next_cursor;
  } while (cursor !== null);
  return all;
}

const graph = (id: string, query = "", accept = "application/json") =>
  api.request(`/v1/rings/${id}/graph${query}`, { scope: "rings:read", headers: { accept } });
const membersOf = (id: string) => readAll<MemberBody>(`/v1/rings/${id}/members`, 200);

describe("/timeline", () => {
  test("adds up to what the events say, day by day", async () => {
    for (const { id, request_count } of rings) {
      const members = new Set((await membersOf(id)).map(({ account_id }) => account_id));
      const days = new Map<string, { signups: number; requests: number; active: Set<string> }>();
      for (const event of world.events) {
        if (!members.has(event.account_id)) continue;
        const day = event.occurred_at.slice(0, 10);
        const of = days.get(day) ?? { signups: 0, requests: 0, active: new Set() };
        days.set(day, of);
        if (event.type === "signup") of.signups++;
        else {
          of.requests += event.requests ?? 1;
          of.active.add(event.account_id);
        }
      }
      const expected = [...days]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, { signups, requests, active }]) => {
          return { day, signups, requests, active_accounts: active.size };
        });
      const page = RingDayPage.parse((await api.request(`/v1/rings/${id}/timeline?limit=200`)).body);
      expect(page.data).toEqual(expected);
      expect(page.data.reduce((sum, { requests }) => sum + requests, 0)).toBe(request_count);
      expect(await readAll(`/v1/rings/${id}/timeline`, 7)).toEqual(expected);
    }
  });

  test.each(["x", Buffer.from('{"day":"2026-13-01"}').toString("base64url")])(
    "cursor %s is refused",
    async (cursor) => {
      const answer = await api.request(`/v1/rings/${rings[0]?.id}/timeline?cursor=${cursor}`);
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ parameter: "cursor" }] } });
    },
  );
});

describe("/graph", () => {
  test("shows a small ring whole: each member, and each link once", async () => {
    const ring = rings.at(-1) as RingBody;
    const found = RingGraphBody.parse((await graph(ring.id, "?limit=1000")).body);
    const members = (await membersOf(ring.id)).map(({ account_id }) => account_id);
    expect(found.nodes.map(({ account_id }) => account_id).sort()).toEqual(members);
    expect(found.rest).toEqual({ accounts: 0, requests: 0, links: 0 });
    const links = new Map<string, number>();
    for (const member of members) {
      for (const { account_id, bits } of (await api.request(`/v1/accounts/${member}/links`)).body.data) {
        links.set([member, account_id].sort().join(" "), bits);
      }
    }
    expect(links.size).toBeGreaterThan(members.length);
    const shown = found.links.map(({ source, target, bits }) => [[source, target].sort().join(" "), bits] as const);
    expect(shown).toHaveLength(links.size);
    expect(new Map(shown)).toEqual(links);
    expect(found.links.map(({ bits }) => bits)).toEqual(found.links.map(({ bits }) => bits).sort((a, b) => b - a));
  });

  test("shows of a large ring those with the most evidence, and sums up the rest", async () => {
    const ring = rings[0] as RingBody;
    const members = await membersOf(ring.id);
    const strongest = members
      .toSorted((a, b) => b.evidence_bits - a.evidence_bits || (a.account_id < b.account_id ? -1 : 1))
      .slice(0, 5);
    const found = RingGraphBody.parse((await graph(ring.id, "?limit=5")).body);
    const shown = strongest.map(({ account_id }) => account_id);
    expect(found.nodes.map(({ account_id }) => account_id)).toEqual(shown);
    for (const { source, target } of found.links) expect(shown).toEqual(expect.arrayContaining([source, target]));
    const requests = strongest.reduce((sum, { request_count }) => sum + request_count, 0);
    expect(found.rest).toMatchObject({ accounts: ring.member_count - 5, requests: ring.request_count - requests });
    let outwards = 0;
    for (const id of shown) {
      const { data } = AccountLinkPage.parse((await api.request(`/v1/accounts/${id}/links`)).body);
      outwards += data.filter(({ account_id }) => !shown.includes(account_id)).length;
    }
    expect(found.rest.links).toBe(outwards);
    expect(outwards).toBeGreaterThan(0);
  });

  test("is the same graph as GraphML and as GEXF, for those who read these", async () => {
    const { id } = rings[1] as RingBody;
    const expected = RingGraphBody.parse((await graph(id)).body);
    const files = { "application/graphml+xml": parseGraphml, "application/gexf+xml": parseGexf };
    for (const [type, parse] of Object.entries(files)) {
      const answer = await graph(id, "", type);
      expect(answer.status).toBe(200);
      expect(answer.type).toContain(type);
      expect(answer.headers.get("vary")).toContain("Accept");
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="?ring_\w+\.(graphml|gexf)"?$/);
      const read = parse(graphology.UndirectedGraph, answer.text);
      expect([read.order, read.size]).toEqual([expected.nodes.length, expected.links.length]);
      const nodes = read.mapNodes((_, { account_id, request_count }) => ({ account_id, request_count }));
      expect(nodes).toEqual(expected.nodes.map(({ account_id, request_count }) => ({ account_id, request_count })));
      const nameOf = (node: string) => read.getNodeAttribute(node, "account_id") as string;
      const edges = read.mapEdges((_edge, { weight, network }, source, target) => {
        return { ends: [nameOf(source), nameOf(target)].sort(), bits: Number(weight), network };
      });
      expect(edges).toEqual(
        expected.links.map(({ source, target, bits, families }) => {
          return { ends: [source, target].sort(), bits, network: families.network };
        }),
      );
    }
  });

  test.each([
    ["*/*", "application/json"],
    ["application/gexf+xml;q=0.5, application/graphml+xml", "application/graphml+xml"],
    ["text/html, application/json;q=0.1", "application/json"],
  ])("for %s is %s", async (accept, type) => {
    expect((await graph(rings[0]?.id as string, "?limit=1", accept)).type).toContain(type);
  });

  test("in a format that there is not is refused", async () => {
    const answer = await graph(rings[0]?.id as string, "", "text/csv");
    expect(answer).toMatchObject({ status: 406, body: { type: "urn:ringfence:problem:not-acceptable" } });
    expect(answer.body.detail).toContain("application/gexf+xml");
  });

  test.each(["?limit=0", "?limit=1001", "?limit=x", "?limit=1&limit=2", "?cursor=x"])(
    "%s is refused by name",
    async (query) => {
      const answer = await graph(rings[0]?.id as string, query);
      expect(answer).toMatchObject({
        status: 422,
        body: { errors: [{ parameter: query.slice(1, 6).replace("curso", "cursor") }] },
      });
    },
  );

  test("of a ring that is not there is a 404", async () => {
    expect((await graph("ring_0")).status).toBe(404);
    expect((await graph("%00")).status).toBe(404);
  });
});

describe("/members", () => {
  test("says what ties each, and that nobody belongs without what would untie it", async () => {
    let [held, untied] = [0, 0];
    for (const { id } of rings) {
      const evidence = await readAll<EvidenceBody>(`/v1/rings/${id}/evidence`, 200);
      const known = new Map(evidence.map(({ kind, value, member_count }) => [`${kind} ${value}`, member_count]));
      for (const member of await membersOf(id)) {
        const { ties, untied_by, partners } = MemberPage.shape.data.element.parse(member);
        held++;
        const families = Object.values(ties?.families ?? {}).filter((bits) => bits > 0);
        expect(ties?.bits).toBeCloseTo(
          families.reduce((sum, bits) => sum + bits, 0),
          9,
        );
        expect(partners.length).toBeGreaterThan(0);
        expect(partners[0]?.bits).toBe(member.evidence_bits);
        if (untied_by === null) continue;
        untied++;
        expect(untied_by.length).toBeGreaterThan(0);
        expect(ties?.bits).toBeGreaterThanOrEqual(ties?.needed_bits ?? 0);
        for (const { kind, value } of untied_by) expect(known.get(`${kind} ${value}`)).toBeGreaterThan(1);
      }
    }
    expect(untied).toBeGreaterThan(0.9 * held);
  });
});

describe("/v1/accounts/{id}/links", () => {
  test("are those of the account, page by page", async () => {
    const [member] = await membersOf(rings[0]?.id as string);
    const path = `/v1/accounts/${member?.account_id}/links`;
    const { links } = (await api.request(`/v1/accounts/${member?.account_id}`, { scope: "rings:read" })).body;
    expect(links.length).toBeGreaterThan(3);
    for (const limit of [1, 3, 200]) expect(await readAll(path, limit)).toEqual(links);
    expect(EvidencePage.safeParse(links).success).toBe(false);
  });

  test("of an account in no ring are none, and of one that is not there a 404", async () => {
    const { rows } = await database.database.pool.query(
      "select id from accounts where key not in (select account_key from ring_members) limit 1",
    );
    const answer = await api.request(`/v1/accounts/${rows[0].id}/links`);
    expect(AccountLinkPage.parse(answer.body)).toEqual({ data: [], next_cursor: null });
    for (const id of ["nobody", "%00"]) {
      expect((await api.request(`/v1/accounts/${id}/links`)).body.type).toBe("urn:ringfence:problem:account-not-found");
    }
    const refused = await api.request(`/v1/accounts/${rows[0].id}/links?cursor=x`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ parameter: "cursor" }] } });
  });
});
