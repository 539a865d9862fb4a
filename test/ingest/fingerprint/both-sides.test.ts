import { beforeEach, describe, expect, test } from "vitest";
import { fingerprintPrompt } from "../../../src/ingest/fingerprint/fingerprint-prompt.ts";
import { toPromptIdentifier } from "../../../src/ingest/fingerprint/to-prompt-identifier.ts";
import { emptyTables, readTables } from "../../support/event-tables.ts";
import { stoppedAt } from "../../support/stopped-at.ts";
import { useTestService } from "../../support/test-service.ts";
import { someTemplates } from "./some-templates.ts";

const service = useTestService(stoppedAt("2026-06-01T12:00:00Z"));
const prompts = Object.values(someTemplates).map(([prompt]) => prompt as string);

beforeEach(() => emptyTables(service.dependencies.database));

async function send(contents: readonly object[]): Promise<void> {
  const events = contents.map((content, place) => ({
    id: `evt_${place}`,
    type: "usage",
    account_id: `acct_${place}`,
    occurred_at: "2026-04-22T09:00:00Z",
    ...content,
  }));
  const answer = await service.fetch("/v1/events", {
    method: "POST",
    body: JSON.stringify(events),
    headers: { "content-type": "application/json" },
  });
  expect(await answer.json()).toMatchObject({ accepted: events.length, rejected: 0 });
}

describe("fingerprints made at the provider's side", () => {
  test("are stored as the service stores those of the same prompts' text", async () => {
    await send(prompts.map((prompt) => ({ prompt })));
    const ofText = await readTables(service.dependencies.database);
    await emptyTables(service.dependencies.database);
    await send(prompts.map((prompt) => ({ prompt_fingerprint: fingerprintPrompt(prompt) })));
    expect(await readTables(service.dependencies.database)).toEqual(ofText);
    expect(ofText.sightings).toHaveLength(prompts.flatMap(fingerprintPrompt).length);
  });

  test("count once where an event brings the text as well", async () => {
    const [prompt] = prompts as [string];
    await send([{ prompt, prompt_fingerprint: [...fingerprintPrompt(prompt).slice(0, 3), "own"] }]);
    const { identifiers, sightings } = await readTables(service.dependencies.database);
    expect(identifiers).toHaveLength(fingerprintPrompt(prompt).length + 1);
    expect(sightings).toHaveLength(fingerprintPrompt(prompt).length + 1);
  });
});

describe("the identifier of a fingerprint", () => {
  const digest = "1AJrwxlEq0bzjOOAW5fHFQ";

  test.each([
    [`1:opening:${digest}`, "prompt_opening"],
    [`1:closing:${digest}`, "prompt_closing"],
    [`1:body:${digest}`, "prompt_body"],
    [`27:body:${digest}`, "prompt_body"],
    ["fp_1", "prompt_fingerprint"],
    [`1:${digest}`, "prompt_fingerprint"],
    [`1:middle:${digest}`, "prompt_fingerprint"],
    [`1:opening:${digest}x`, "prompt_fingerprint"],
    [` 1:opening:${digest}`, "prompt_fingerprint"],
    [`1:opening:${digest}\n`, "prompt_fingerprint"],
  ])("%j is a %s", (value, kind) => {
    expect(toPromptIdentifier(value)).toEqual({ kind, value });
  });
});
