import { beforeAll, describe, expect, test } from "vitest";
import { startRun } from "../../src/runs/start-run.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestService } from "../support/test-service.ts";
import { readWorld } from "../simulate/read-world.ts";

const clock = stoppedAt("2026-07-01T00:00:00Z");
const service = useTestService(clock);
let ring = "";
let account = "";

beforeAll(async () => {
  const { database, logger } = service.dependencies;
  await takeIn(database, readWorld({ seed: 5, people: 300 }).events);
  const { finished } = await startRun({ database, clock, logger });
  expect(await finished).toMatchObject({ failure: null });
  ring = (await read("/v1/rings?limit=1&flagged=any")).data[0].id;
  account = (await read(`/v1/rings/${ring}/members?limit=1`)).data[0].account_id;
}, 90_000);

// biome-ignore lint/suspicious/noExplicitAny: the bodies of two routes
const read = async (path: string): Promise<any> => (await service.fetch(path)).json();
const cursor = (place: object) => Buffer.from(JSON.stringify(place)).toString("base64url");

describe("a cursor that nobody was given", () => {
  test.each([
    ["/v1/accounts/{account}/links", { bits: -3.1e109, account: "a" }],
    ["/v1/accounts/{account}/links", { bits: 1e-320, account: "a" }],
    ["/v1/rings/{ring}/evidence", { contribution: 1e300, key: 1 }],
    ["/v1/rings/{ring}/timeline", { day: "0000-01-01" }],
    ["/v1/api_keys", { created: "0000-01-01T00:00:00Z", id: "a" }],
  ])("of %s as %j is refused by name", async (path, place) => {
    const answer = await service.fetch(
      `${path.replace("{ring}", ring).replace("{account}", encodeURIComponent(account))}?cursor=${cursor(place)}`,
    );
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as { errors: object[] }).errors).toMatchObject([{ parameter: "cursor" }]);
  });
});
