import { validate } from "@readme/openapi-parser";
import { describe, expect, test } from "vitest";
import { revokeKey } from "../../src/api-keys/revoke-key.ts";
import { ProblemBody } from "../../src/contract/problem.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestService } from "../support/test-service.ts";

const service = useTestService(stoppedAt("2026-06-01T12:00:00Z"));

async function problemOf(answer: Response): Promise<{ status: number; type: string; detail: string }> {
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  const problem = ProblemBody.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  expect(problem.instance).toBe(`urn:ringfence:request:${answer.headers.get("x-request-id")}`);
  return problem;
}

describe("without a key", () => {
  test.each(["/livez", "/readyz", "/openapi.json"])("%s answers", async (path) => {
    expect((await fetch(service.url + path)).status).toBe(200);
  });

  test("every path below /v1 is closed, known or not", async () => {
    const documented = (await (await fetch(`${service.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const paths = [...Object.keys(documented.paths), "/v1/nothing", "/v1"];
    for (const path of paths) {
      for (const method of ["GET", "POST"]) {
        const answer = await fetch(service.url + path.replaceAll(/\{\w+\}/g, "x"), { method });
        expect([path, method, answer.status]).toEqual([path, method, 401]);
        expect(answer.headers.get("www-authenticate")).toBe("Bearer");
        expect((await problemOf(answer)).type).toBe("urn:ringfence:problem:missing-key");
      }
    }
  });
});

describe("a key", () => {
  test.each(["Bearer rf_wrong", "bearer RF_", "Basic cmY6eA==", "Bearer", "rf_x", `Bearer ${"x".repeat(300)}`])(
    "%s is refused",
    async (authorization) => {
      expect((await service.fetch("/v1/events", { method: "POST", headers: { authorization } })).status).toBe(401);
    },
  );

  test("that has been revoked is refused from the next request on", async () => {
    const { id, key } = await service.keyFor("events:write");
    const send = () =>
      service.fetch("/v1/events", {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: "[]",
      });
    expect((await send()).status).toBe(200);
    await revokeKey(service.dependencies, id);
    const answer = await send();
    expect(answer.status).toBe(401);
    expect((await problemOf(answer)).type).toBe("urn:ringfence:problem:unknown-key");
  });

  test("without the scope is 403; admin has every scope", async () => {
    const send = async (scope: "rings:read" | "rings:decide" | "admin" | "events:write") => {
      const { key } = await service.keyFor(scope);
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      return service.fetch("/v1/events", { method: "POST", headers, body: "[]" });
    };
    expect((await send("events:write")).status).toBe(200);
    expect((await send("admin")).status).toBe(200);
    for (const scope of ["rings:read", "rings:decide"] as const) {
      const answer = await send(scope);
      expect(answer.status).toBe(403);
      expect((await problemOf(answer)).type).toBe("urn:ringfence:problem:missing-scope");
    }
  });
});

describe("a refusal", () => {
  test.each([
    ["GET", "/v1/nothing", 404, "route-not-found"],
    ["GET", "/nothing", 404, "route-not-found"],
    ["GET", "/v1/events", 405, "method-not-allowed"],
    ["DELETE", "/openapi.json", 405, "method-not-allowed"],
  ])("%s %s is %d %s", async (method, path, status, code) => {
    const answer = await service.fetch(path, { method });
    expect(answer.status).toBe(status);
    expect((await problemOf(answer)).type).toBe(`urn:ringfence:problem:${code}`);
    if (status === 405) expect(answer.headers.get("allow")).toBe(path === "/v1/events" ? "POST" : "GET");
  });

  test("that is a bug of ours says nothing about itself, and the log has it under the same id", async () => {
    const { database } = service.dependencies;
    await database.pool.query("alter table event_ids rename to hidden_ids");
    const answer = await service.fetch("/v1/events", {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": "look-for-me" },
      body: JSON.stringify({ id: "x", type: "signup", account_id: "a", occurred_at: "2026-04-22T09:00:00Z" }),
    });
    await database.pool.query("alter table hidden_ids rename to event_ids");
    expect(answer.status).toBe(500);
    const problem = await problemOf(answer);
    expect(problem.type).toBe("urn:ringfence:problem:internal");
    expect(JSON.stringify(problem)).not.toContain("event_ids");
    expect(answer.headers.get("x-request-id")).toBe("look-for-me");
    expect(service.log.filter((line) => line.includes("look-for-me")).join()).toContain("event_ids");
  });
});

describe("the log", () => {
  test("has neither keys nor query strings, and an id that is no id is replaced", async () => {
    const { key } = await service.keyFor("admin");
    const headers = { authorization: `Bearer ${key}`, "x-request-id": "a b\u00e4" };
    const answer = await service.fetch("/v1/nothing?email=ada@example.com", { headers });
    for (const path of [
      "identifiers/email/ada%40example.com",
      "Identifiers//ip/203.0.113.7/verdicts",
      "accounts/acct_ada",
    ]) {
      await service.fetch(`/v1/${path}`, { headers });
    }
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const log = service.log.join("\n");
    expect(log).toContain('"path":"/v1/nothing"');
    expect(log).not.toContain(key);
    expect(log).not.toContain("ada@example.com");
    expect(log).toContain('"path":"/v1/identifiers/email/…"');
    expect(log).not.toMatch(/ada%40|203\.0\.113\.7|acct_ada/);
    expect(log.toLowerCase()).not.toContain("authorization");
  });
});

describe("the OpenAPI document", () => {
  test("is valid, is version 3.1, and says which scope each operation needs", async () => {
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as Parameters<typeof validate>[0] & {
      openapi: string;
      paths: Record<string, Record<string, { security?: { key: string[] }[]; operationId?: string }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(await validate(structuredClone(document))).toMatchObject({ valid: true });
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        if (!["get", "put", "post", "delete", "patch"].includes(method)) continue;
        expect([path, method, operation.security?.[0]?.key]).toEqual([path, method, [expect.any(String)]]);
      }
    }
  });
});
