import { pino } from "pino";
import { beforeAll, describe, expect, test } from "vitest";
import type { EvidenceBody, RingBody } from "../../src/contract/ring.ts";
import type { Scope } from "../../src/model/api-key.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestService } from "../support/test-service.ts";

const clock = stoppedAt("2026-07-01T00:00:00Z");
const service = useTestService(clock);
const masked = new Set(["ip", "ip_prefix", "payment_instrument", "device_id", "email", "phone"]);
let ring: RingBody;
let member: string;

beforeAll(async () => {
  const { database } = service.dependencies;
  await takeIn(database, readWorld({ seed: 5, people: 600 }).events);
  const { finished } = await startRun({ database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ failure: null });
  [ring] = (await read("/v1/rings?limit=1", ["rings:read"])).data;
  [{ account_id: member }] = (await read(`/v1/rings/${ring.id}/members?limit=1`, ["rings:read"])).data;
  const [address] = await evidence(["admin"]);
  const put = { method: "PUT", body: JSON.stringify({ verdict: "known_bad", reason: "seen before" }) };
  const path = `/v1/identifiers/${address?.kind}/${encodeURIComponent(address?.value ?? "")}`;
  const answer = await service.fetch(path, { ...put, headers: { "content-type": "application/json" } });
  expect(answer.status).toBe(200);
}, 90_000);

async function answerTo(path: string, scopes: readonly Scope[], accept = "application/json"): Promise<Response> {
  const { key } = await service.keyFor(...scopes);
  return service.fetch(path, { headers: { authorization: `Bearer ${key}`, accept } });
}

// biome-ignore lint/suspicious/noExplicitAny: the bodies of several routes
const read = async (path: string, scopes: readonly Scope[]): Promise<any> => (await answerTo(path, scopes)).json();

async function evidence(scopes: readonly Scope[]): Promise<EvidenceBody[]> {
  return (await read(`/v1/rings/${ring.id}/evidence?limit=200`, scopes)).data;
}

/** Every value that is to be masked, of all that any event has shown. */
async function secretValues(): Promise<string[]> {
  const { rows } = await service.dependencies.database.pool.query<{ value: string }>(
    "select value from identifiers join identifier_kinds on code = kind where name = any ($1)",
    [[...masked]],
  );
  return rows.map(({ value }) => value);
}

describe("without identifiers:read", () => {
  test("no route gives away an identifier, in its body or in its cursor, to who may read rings", async () => {
    const values = await secretValues();
    expect(values.length).toBeGreaterThan(500);
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
      paths: Record<string, { get?: { parameters?: { name: string }[]; responses: Record<string, object> } }>;
    };
    let looked = 0;
    for (const [path, { get }] of Object.entries(paths)) {
      // Who asks for one identifier has named it.
      if (!get || path.includes("{kind}")) continue;
      const id = path.startsWith("/v1/accounts") ? member : path.startsWith("/v1/runs") ? "run_1" : ring.id;
      const query = get.parameters?.some(({ name }) => name === "cursor") === true ? "?limit=1" : "";
      const types = Object.keys((get.responses["200"] as { content?: object }).content ?? {});
      for (const type of types) {
        const answer = await answerTo(`${path.replace("{id}", id)}${query}`, ["rings:read"], type);
        const text = await answer.text();
        const cursor = /"next_cursor":"([^"]+)"/.exec(text)?.[1] ?? "";
        const all = `${text}${Buffer.from(cursor, "base64url")}`;
        expect({ path, type, named: values.filter((value) => isNamed(value, all)) }).toEqual({ path, type, named: [] });
        if (answer.status === 200) looked++;
      }
    }
    expect(looked).toBeGreaterThan(12);
  });

  test("an identifier has one mask wherever it stands, and another than any other", async () => {
    const plain = await evidence(["admin"]);
    const shown = await evidence(["rings:read"]);
    expect(shown.map(({ value, ...rest }) => rest)).toEqual(plain.map(({ value, ...rest }) => rest));
    const masks = new Map(plain.map(({ kind, value }, place) => [`${kind} ${value}`, shown[place]?.value ?? ""]));
    expect(new Set(masks.values()).size).toBe(plain.length);
    for (const { kind, value } of plain) {
      const mask = masks.get(`${kind} ${value}`) ?? "";
      if (!masked.has(kind)) expect(mask).toBe(value);
      else if (kind === "ip") expect(mask).toBe(`${value.split(".").slice(0, 2).join(".")}.•••#${mask.slice(-8)}`);
      else expect(mask).toMatch(/^.*(…|•••|•••\/24)#[0-9a-f]{8}$/);
    }
    const [plainMember] = (await read(`/v1/rings/${ring.id}/members?limit=1`, ["rings:read", "identifiers:read"])).data;
    const [maskedMember] = (await read(`/v1/rings/${ring.id}/members?limit=1`, ["rings:read"])).data;
    let reasons = plainMember.reasons.join("\n") as string;
    const longestFirst = [...masks].toSorted(([a], [b]) => b.length - a.length);
    for (const [name, mask] of longestFirst) {
      const [kind, value] = [name.split(" ", 1)[0], name.slice(name.indexOf(" ") + 1)];
      if (masked.has(kind ?? ""))
        reasons = reasons.replaceAll(` ${value} `, ` ${mask} `).replaceAll(` ${value},`, ` ${mask},`);
    }
    expect(reasons).not.toBe(plainMember.reasons.join("\n"));
    expect(maskedMember.reasons.join("\n")).toBe(reasons);
    expect(maskedMember.untied_by?.length).toBe(plainMember.untied_by?.length);
  });

  test("the pages of the evidence are one list all the same", async () => {
    const all = await evidence(["rings:read"]);
    const paged: EvidenceBody[] = [];
    let cursor = "";
    do {
      const page = await read(`/v1/rings/${ring.id}/evidence?limit=7${cursor}`, ["rings:read"]);
      paged.push(...page.data);
      cursor = page.next_cursor === null ? "" : `&cursor=${page.next_cursor}`;
    } while (cursor !== "" && paged.length < 200);
    expect(paged.slice(0, 200)).toEqual(all);
  });
});

test("with identifiers:read everything is as it is, whether the key may decide or not", async () => {
  const [first] = await evidence(["rings:read", "identifiers:read"]);
  expect(first).toEqual((await evidence(["admin"]))[0]);
  const listed = await read("/v1/identifiers", ["rings:read", "identifiers:read"]);
  expect(listed.data[0]).toMatchObject({ kind: first?.kind, value: first?.value });
  expect((await answerTo("/v1/rings", ["identifiers:read"])).status).toBe(403);
});

/** As a word of its own: `10.0.0.1` is not named by `10.0.0.12`. */
function isNamed(value: string, text: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!/[\w.]/.test(text[at - 1] ?? "") && !/[\w]|\.\d/.test(text.slice(at + value.length, at + value.length + 2)))
      return true;
  }
  return false;
}
