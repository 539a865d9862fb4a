import { describe, expect, test } from "vitest";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestService } from "../support/test-service.ts";

const service = useTestService(stoppedAt("2026-06-01T12:00:00Z"));

type Paths = Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>;

describe("a parameter that is not known", () => {
  test("is refused by name on every route", async () => {
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as { paths: Paths };
    let checked = 0;
    for (const [path, item] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const answer = await service.fetch(`${path.replaceAll(/\{\w+\}/g, "x")}?limit=1&limt=5`, {
          method: method.toUpperCase(),
        });
        const body = (await answer.json()) as { type: string; errors: { parameter: string; detail: string }[] };
        expect([method, path, answer.status, body.type]).toEqual([
          method,
          path,
          422,
          "urn:ringfence:problem:invalid-parameters",
        ]);
        const hasLimit = operation.parameters?.some(({ in: where, name }) => where === "query" && name === "limit");
        expect(body.errors.map(({ parameter }) => parameter)).toEqual(hasLimit ? ["limt"] : ["limit", "limt"]);
        const takesAny = operation.parameters?.some(({ in: where }) => where === "query");
        expect(body.errors.at(-1)?.detail).toMatch(
          hasLimit ? /there are .*limit/ : takesAny ? /there are / : /takes none/,
        );
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(20);
  });

  test.each([
    ["?__proto__=1", "__proto__"],
    ["?constructor[x]=1", "constructor[x]"],
    [`?${"x".repeat(500)}=1`, `${"x".repeat(64)}…`],
    ["?%00=1", "\0"],
  ])("may be called %j", async (query, parameter) => {
    const answer = await service.fetch(`/v1/stats${query}`);
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as { errors: unknown }).errors).toEqual([expect.objectContaining({ parameter })]);
  });

  test("needs a key to be told, and is a 404 or 405 where there is no such route", async () => {
    expect((await fetch(`${service.url}/v1/stats?x=1`)).status).toBe(401);
    expect((await service.fetch("/v1/nothing?x=1")).status).toBe(404);
    expect((await service.fetch("/v1/stats?x=1", { method: "DELETE" })).status).toBe(405);
  });
});
