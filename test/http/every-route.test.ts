import { describe, expect, test } from "vitest";
import { createApp, describeService } from "../../src/app.ts";
import { type Scope, scopes } from "../../src/model/api-key.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestService } from "../support/test-service.ts";

// All of it comes out of the OpenAPI document, so that a new route cannot be forgotten.

const service = useTestService(stoppedAt("2026-06-01T12:00:00Z"));

/** What needs no key; everything else does. */
const open = ["/", "/livez", "/readyz", "/metrics", "/openapi.json", "/docs"];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly scope: Scope;
}

const operations: Operation[] = Object.entries(describeService().paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, { readonly security?: readonly { readonly key: readonly Scope[] }[] }>).map(
    ([method, { security }]) => ({ method: method.toUpperCase(), path, scope: security?.[0]?.key[0] as Scope }),
  ),
);

/** A call that does nothing where it is let in: its body, where there is one, is of a type that no route takes. */
async function call({ method, path }: Operation, headers: Record<string, string>): Promise<Response> {
  const address = service.url + path.replaceAll(/\{\w+\}/g, "x");
  if (method === "GET" || method === "DELETE") return fetch(address, { method, headers });
  return fetch(address, { method, headers: { ...headers, "content-type": "text/plain" }, body: "nothing" });
}

const problemOf = async (answer: Response) => ((await answer.json()) as { type: string }).type;

describe("every route", () => {
  test("is in the OpenAPI document with the one scope that it needs, and the document has no other", () => {
    const shape = (path: string) => path.replaceAll(/:\w+|\{\w+\}/g, "{}");
    const documented = operations.map(({ method, path }) => `${method} ${shape(path)}`);
    const served = routesOf(createApp(service.dependencies).router)
      .filter(
        ({ method, path }) =>
          method !== "OPTIONS" && !open.some((free) => path === free || path.startsWith(`${free}/`)),
      )
      .map(({ method, path }) => `${method} /v1${shape(path)}`);
    expect(new Set(served)).toEqual(new Set(documented));
    for (const { method, path, scope } of operations)
      expect([method, path, scopes.includes(scope)]).toEqual([method, path, true]);
  });

  test.each(operations)("$method $path needs a key, and one with $scope", async (operation) => {
    const without = await call(operation, {});
    expect([without.status, await problemOf(without)]).toEqual([401, "urn:ringfence:problem:missing-key"]);
    const unknown = await call(operation, { authorization: "Bearer rf_of_nobody" });
    expect([unknown.status, await problemOf(unknown)]).toEqual([401, "urn:ringfence:problem:unknown-key"]);
    for (const scope of scopes) {
      const { key } = await service.keyFor(scope);
      const answer = await call(operation, { authorization: `Bearer ${key}` });
      if (scope === operation.scope || scope === "admin") {
        expect([scope, answer.status]).not.toEqual([scope, 401]);
        expect([scope, answer.status]).not.toEqual([scope, 403]);
      } else {
        expect([scope, answer.status, await problemOf(answer)]).toEqual([
          scope,
          403,
          "urn:ringfence:problem:missing-scope",
        ]);
      }
    }
  });

  test.each(operations)("$method $path takes no OPTIONS, and says what it takes", async ({ method, path }) => {
    const answer = await service.fetch(path.replaceAll(/\{\w+\}/g, "x"), { method: "OPTIONS" });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toContain(method);
  });

  test("that needs no key is one of few", async () => {
    for (const path of open.filter((free) => free !== "/metrics")) {
      expect([path, (await fetch(service.url + path)).status]).toEqual([path, 200]);
    }
  });
});

interface Layer {
  readonly route?: {
    readonly path: string;
    readonly methods?: Record<string, boolean>;
    readonly stack: { method: string }[];
  };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** The routes that Express has been given, those of its routers too. */
function routesOf(router: unknown): { method: string; path: string }[] {
  return (router as { stack: readonly Layer[] }).stack.flatMap(({ route, handle }) => {
    if (!route) return handle.stack ? routesOf(handle) : [];
    return [...new Set(route.stack.map(({ method }) => method.toUpperCase()))].map((method) => ({
      method,
      path: route.path,
    }));
  });
}
