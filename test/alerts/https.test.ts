import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { ask, type Service, startService } from "../faults/support/service.ts";
import { type Certificate, hasOpenssl, makeAuthority } from "../support/make-certificates.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A receiver by https that answers 204. */
async function startSecureReceiver({ cert, key }: Certificate): Promise<{ url: string; paths: string[] }> {
  const paths: string[] = [];
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (request, response) => {
    paths.push(`${request.method} ${request.url}`);
    request.resume();
    response.writeHead(204).end();
  });
  server.on("tlsClientError", () => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}/hook`, paths };
}

/** What comes of the trial message. */
async function tryOut(service: Service, url: string): Promise<unknown> {
  const body = JSON.stringify({ url, events: ["ring.detected"] });
  const headers = { "content-type": "application/json" };
  const made = (await (await ask(service, "/v1/webhook_endpoints", { method: "POST", headers, body })).json()) as never;
  const { id } = made as { id: string };
  const tried = await ask(service, `/v1/webhook_endpoints/${id}/test`, { method: "POST" });
  const { attempts } = (await tried.json()) as {
    attempts: { response_status: number | null; failure: string | null }[];
  };
  return attempts.map(({ response_status, failure }) => response_status ?? failure);
}

describe.skipIf(!hasOpenssl)("a receiver by https, whose certificate somebody of the house has signed", () => {
  test("gets its messages where NODE_EXTRA_CA_CERTS names who signed it, and no other does", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ringfence-certificates-"));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const house = makeAuthority(folder, "house");
    const stranger = makeAuthority(folder, "stranger");
    const good = await startSecureReceiver(house.sign("localhost"));
    const bad = {
      "not signed by an authority that is trusted here": await startSecureReceiver(stranger.sign("localhost")),
      "is for another name": await startSecureReceiver(house.sign("other.example.com")),
      "has expired": await startSecureReceiver(house.sign("localhost", 0)),
    };
    const env = { RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.0/8, ::1" };
    const trusting = await startService(database.url, {
      role: "api",
      env: { ...env, NODE_EXTRA_CA_CERTS: house.cert },
    });
    cleanUps.push(() => trusting.kill());
    expect(await tryOut(trusting, good.url)).toEqual([204]);
    expect(good.paths).toEqual(["POST /hook"]);
    for (const [why, { url, paths }] of Object.entries(bad)) {
      expect(await tryOut(trusting, url)).toEqual([expect.stringContaining(why)]);
      expect(paths).toEqual([]);
    }

    const careful = await startService(database.url, { role: "api", env });
    cleanUps.push(() => careful.kill());
    expect(await tryOut(careful, good.url)).toEqual([expect.stringContaining("not signed by an authority")]);
    expect(good.paths).toHaveLength(1);
  }, 120_000);
});
