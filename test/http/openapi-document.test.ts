import { dereference, validate } from "@readme/openapi-parser";
import { expect, test } from "vitest";
import { describeApi } from "../../src/http/openapi.ts";
import { accountPaths } from "../../src/http/routes/accounts.ts";
import { apiKeyPaths } from "../../src/http/routes/api-keys.ts";
import { auditLogPaths } from "../../src/http/routes/audit-log.ts";
import { decisionPaths } from "../../src/http/routes/decisions.ts";
import { eventPaths } from "../../src/http/routes/events.ts";
import { identifierPaths } from "../../src/http/routes/identifiers.ts";
import { policyPaths } from "../../src/http/routes/policies.ts";
import { ringGraphPaths } from "../../src/http/routes/ring-graph.ts";
import { ringReportPaths } from "../../src/http/routes/ring-report.ts";
import { ringPaths } from "../../src/http/routes/rings.ts";
import { runPaths } from "../../src/http/routes/runs.ts";
import { statsPaths } from "../../src/http/routes/stats.ts";
import { webhookDeliveryPaths } from "../../src/http/routes/webhook-deliveries.ts";
import { webhookEndpointPaths } from "../../src/http/routes/webhook-endpoints.ts";

const modules = [
  eventPaths,
  ringPaths,
  ringGraphPaths,
  ringReportPaths,
  decisionPaths,
  accountPaths,
  identifierPaths,
  policyPaths,
  runPaths,
  statsPaths,
  webhookEndpointPaths,
  webhookDeliveryPaths,
  apiKeyPaths,
  auditLogPaths,
].map((paths) => ({ paths }));
const copy = () => JSON.parse(JSON.stringify(describeApi(modules)));

test("the OpenAPI document is valid, and every reference in it leads somewhere", async () => {
  expect(await validate(copy())).toEqual({ valid: true, warnings: [], specification: "OpenAPI" });
  const document = (await dereference(copy())) as { openapi: string };
  expect(document.openapi).toBe("3.1.0");
});

test("every operation says what it is for, what it needs and how it refuses", () => {
  const operations = Object.values(copy().paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
    (item) => Object.values(item),
  );
  expect(operations.length).toBeGreaterThan(10);
  for (const { operationId, summary, description, security, responses } of operations) {
    expect({ operationId, summary, description }).toEqual({
      operationId: expect.any(String),
      summary: expect.any(String),
      description: expect.any(String),
    });
    expect(security).toHaveLength(1);
    expect(Object.keys(responses as object)).toEqual(expect.arrayContaining(["401", "403"]));
  }
});
