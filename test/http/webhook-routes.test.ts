import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebhookDeliveryDetail, WebhookDeliveryPage } from "../../src/contract/webhook-delivery.ts";
import {
  CreatedWebhookEndpointBody,
  WebhookEndpointBody,
  WebhookEndpointPage,
} from "../../src/contract/webhook-endpoint.ts";
import { putMessages } from "../support/some-webhooks.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
let api: Api;
beforeAll(async () => {
  api = await startApi(database.database, stoppedAt("2026-06-06T00:00:00Z"));
});
afterAll(() => api.close());

const input = { url: "https://alerts.example.com/t/secret?x=1", events: ["ring.detected"], minimum_risk: 0.5 };
const create = (body: unknown) => api.request("/v1/webhook_endpoints", json(body));
const change = (id: string, body: unknown) =>
  api.request(`/v1/webhook_endpoints/${id}`, { ...json(body), method: "PATCH" });
const made = async (body: object = {}) => CreatedWebhookEndpointBody.parse((await create({ ...input, ...body })).body);
const recordOf = async (id: string) => {
  const { body } = await api.request("/v1/audit_log?limit=200");
  return body.data.filter(({ subject }: { subject: string }) => subject === id);
};
const deliveries = async (query: string) =>
  WebhookDeliveryPage.parse((await api.request(`/v1/webhook_deliveries?${query}`)).body).data;

describe("/v1/webhook_endpoints", () => {
  test("makes an endpoint, shows its secret once, changes and deletes it, all of it on record without the URL", async () => {
    const answer = await create(input);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { secret, ...endpoint } = CreatedWebhookEndpointBody.parse(answer.body);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint).toMatchObject({ ...input, status: "enabled", digest_hour: null, failing_since: null });
    expect(endpoint.secrets).toEqual([{ created_at: "2026-06-06T00:00:00.000Z", expires_at: null }]);

    const list = await api.request("/v1/webhook_endpoints");
    expect(WebhookEndpointPage.parse(list.body).data).toContainEqual(endpoint);
    expect(list.text).not.toContain(secret);
    const { rows } = await database.database.pool.query("select sealed from webhook_secrets");
    expect(rows[0].sealed.includes(Buffer.from(secret.slice(6), "base64"))).toBe(false);
    expect(rows[0].sealed.includes(secret)).toBe(false);

    const changed = await change(endpoint.id, { events: ["ring.grown", "run.failed"], digest_hour: 8 });
    expect(changed).toMatchObject({ status: 200 });
    expect(WebhookEndpointBody.parse(changed.body)).toEqual({
      ...endpoint,
      events: ["ring.grown", "run.failed"],
      digest_hour: 8,
    });
    expect((await api.request(`/v1/webhook_endpoints/${endpoint.id}`)).body).toEqual(changed.body);
    expect((await change(endpoint.id, {})).body).toEqual(changed.body);

    expect((await api.request(`/v1/webhook_endpoints/${endpoint.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await api.request(`/v1/webhook_endpoints/${endpoint.id}`)).status).toBe(404);
    const record = await recordOf(endpoint.id);
    expect(record).toMatchObject([
      { action: "webhook_endpoint.deleted", actor: "test admin", after: null },
      { action: "webhook_endpoint.changed", before: { events: "ring.detected" }, after: { digest_hour: 8 } },
      { action: "webhook_endpoint.created", before: null, after: { host: "alerts.example.com", minimum_risk: 0.5 } },
    ]);
    expect(JSON.stringify(record)).not.toMatch(/secret\?x|whsec/);
  });

  test("disabled it says why, and ends what is pending; enabled it begins anew", async () => {
    const { id } = await made();
    await putMessages(database.database, [{ id: "msg_disabled" }], [id]);
    expect((await change(id, { status: "disabled" })).body).toMatchObject({
      status: "disabled",
      disabled_at: "2026-06-06T00:00:00.000Z",
      disabled_reason: "Disabled by test admin",
    });
    expect(await deliveries(`endpoint_id=${id}`)).toMatchObject([{ status: "dead", next_attempt_at: null }]);
    expect((await change(id, { status: "enabled" })).body).toMatchObject({ status: "enabled", disabled_reason: null });
    expect((await recordOf(id)).map(({ after }: { after: { status: string } }) => after.status)).toEqual([
      "enabled",
      "disabled",
      "enabled",
    ]);
  });

  test("gives it a new secret, with the former one for a while, or not at all", async () => {
    const { id, secret } = await made();
    const rotated = await api.request(`/v1/webhook_endpoints/${id}/rotate_secret`, { method: "POST" });
    expect(rotated.status).toBe(200);
    expect(rotated.headers.get("cache-control")).toBe("no-store");
    expect(rotated.body.secret).not.toBe(secret);
    expect(rotated.body.secrets.map(({ expires_at }: { expires_at: string }) => expires_at)).toEqual([
      null,
      "2026-06-07T00:00:00.000Z",
    ]);
    const again = await api.request(`/v1/webhook_endpoints/${id}/rotate_secret`, json({ overlap_hours: 0 }));
    expect(again.body.secrets).toHaveLength(1);
    expect((await recordOf(id)).map(({ action }: { action: string }) => action)).toContain(
      "webhook_endpoint.secret_rotated",
    );
  });

  test("tries it, and says what came of it", async () => {
    const { id } = await made({ url: "https://localhost:1/" });
    const tried = await api.request(`/v1/webhook_endpoints/${id}/test`, { method: "POST" });
    expect(tried.status).toBe(200);
    expect(WebhookDeliveryDetail.parse(tried.body)).toMatchObject({ type: "webhook.test", status: "dead" });
    expect(tried.body.attempts[0].failure).toMatch(/^localhost leads to (127.0.0.1|::1), which is not an address/);
  });

  test("lists page by page", async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await api.request(`/v1/webhook_endpoints?limit=1${cursor === null ? "" : `&cursor=${cursor}`}`);
      const page = WebhookEndpointPage.parse(body);
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    [{ events: ["ring.detected"] }, "/url"],
    [{ ...input, url: "ftp://alerts.example.com" }, "/url"],
    [{ ...input, url: "https://ada:pass@alerts.example.com" }, "/url"],
    [{ ...input, url: "alerts" }, "/url"],
    [{ ...input, url: `https://a.example/${"x".repeat(2000)}` }, "/url"],
    [{ ...input, events: [] }, "/events"],
    [{ ...input, events: ["ring.lost"] }, "/events/0"],
    [{ ...input, minimum_risk: 1.1 }, "/minimum_risk"],
    [{ ...input, digest_hour: 24 }, "/digest_hour"],
    [{ ...input, secret: "whsec_mine" }, "/secret"],
  ])("%j is refused at %s", async (body, pointer) => {
    const answer = await create(body);
    expect(answer).toMatchObject({ status: 422, body: { type: "urn:ringfence:problem:invalid-body" } });
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  test.each([
    "http://alerts.example.com/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://10.1.2.3:8443/",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[2002:7f00:1::]/",
    "https://100.64.0.1/",
  ])("%s leads where no alert may go", async (url) => {
    expect(await create({ ...input, url })).toMatchObject({
      status: 422,
      body: { type: "urn:ringfence:problem:webhook-url-refused" },
    });
  });

  test.each(["whe_0", "%00", "x".repeat(5000)])("has no endpoint %s", async (id) => {
    const calls = [
      api.request(`/v1/webhook_endpoints/${id}`),
      change(id, {}),
      api.request(`/v1/webhook_endpoints/${id}`, { method: "DELETE" }),
      api.request(`/v1/webhook_endpoints/${id}/rotate_secret`, { method: "POST" }),
      api.request(`/v1/webhook_endpoints/${id}/test`, { method: "POST" }),
      api.request(
        `/v1/webhook_endpoints/${id}/redeliver`,
        json({ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }),
      ),
    ];
    for (const call of calls) {
      expect(await call).toMatchObject({
        status: 404,
        body: { type: "urn:ringfence:problem:webhook-endpoint-not-found" },
      });
    }
  });

  test("is for admins only", async () => {
    const { id } = await made();
    for (const scope of ["events:write", "rings:read", "rings:decide"] as const) {
      for (const path of ["/v1/webhook_endpoints", `/v1/webhook_endpoints/${id}`, "/v1/webhook_deliveries"]) {
        expect((await api.request(path, { scope })).status).toBe(403);
      }
      expect((await api.request("/v1/webhook_endpoints", { ...json(input), scope })).status).toBe(403);
    }
  });
});

describe("/v1/webhook_deliveries", () => {
  test("are listed newest first, by status, endpoint, type and time, and each shows what is sent", async () => {
    const { id } = await made();
    await putMessages(
      database.database,
      [
        { id: "msg_old", createdAt: "2026-06-01T00:00:00Z" },
        { id: "msg_run", type: "run.failed", risk: null },
      ],
      [id],
    );
    const all = await deliveries(`endpoint_id=${id}`);
    expect(all.map(({ message_id }) => message_id)).toEqual(["msg_run", "msg_old"]);
    expect(await deliveries(`endpoint_id=${id}&type=run.failed`)).toEqual([all[0]]);
    expect(await deliveries(`endpoint_id=${id}&created_before=2026-06-02T00:00:00Z`)).toEqual([all[1]]);
    expect(await deliveries(`endpoint_id=${id}&created_after=2026-06-02T00:00:00Z`)).toEqual([all[0]]);
    expect(await deliveries(`endpoint_id=${id}&status=dead`)).toEqual([]);
    const first = await api.request(`/v1/webhook_deliveries?endpoint_id=${id}&limit=1`);
    const second = await api.request(
      `/v1/webhook_deliveries?endpoint_id=${id}&limit=1&cursor=${first.body.next_cursor}`,
    );
    expect([...first.body.data, ...second.body.data]).toEqual(all);

    const shown = await api.request(`/v1/webhook_deliveries/${all[0]?.id}`);
    expect(WebhookDeliveryDetail.parse(shown.body)).toMatchObject({
      status: "pending",
      attempts: [],
      payload: { type: "run.failed", data: { number: "msg_run" } },
    });
  });

  test("are sent once more by hand, under the same message id", async () => {
    const { id } = await made();
    await putMessages(database.database, [{ id: "msg_again" }], [id]);
    const [delivery] = await deliveries(`endpoint_id=${id}`);
    await change(id, { status: "disabled" });
    const path = `/v1/webhook_deliveries/${delivery?.id}/redeliver`;
    expect(await api.request(path, { method: "POST" })).toMatchObject({
      status: 409,
      body: { type: "urn:ringfence:problem:webhook-endpoint-disabled" },
    });
    await change(id, { status: "enabled" });
    const again = await api.request(path, { method: "POST" });
    expect(again.status).toBe(202);
    expect(again.body).toMatchObject({
      id: delivery?.id,
      message_id: "msg_again",
      status: "pending",
      next_attempt_at: "2026-06-06T00:00:00.000Z",
      finished_at: null,
    });
  });

  test("of a time are sent once more as the endpoint asks for them now: what was missed, what is dead, or all", async () => {
    const { id } = await made();
    const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, "0")}:00:00Z`;
    await putMessages(database.database, [{ id: "msg_dead", createdAt: at(1) }], [id]);
    await change(id, { status: "disabled" });
    await change(id, { status: "enabled" });
    await putMessages(database.database, [{ id: "msg_had", createdAt: at(2) }], [id]);
    await database.database.pool.query(
      "update webhook_deliveries set status = 'delivered', next_attempt_at = null, finished_at = now() where message_id = 'msg_had'",
    );
    await putMessages(database.database, [
      { id: "msg_missed", createdAt: at(3) },
      { id: "msg_low", createdAt: at(3), risk: 0.4 },
      { id: "msg_other", createdAt: at(3), type: "ring.grown" },
      { id: "msg_later", createdAt: at(9) },
    ]);
    const redeliver = (only?: string) =>
      api.request(`/v1/webhook_endpoints/${id}/redeliver`, json({ from: at(0), to: at(9), ...(only && { only }) }));
    const pending = async () =>
      (await deliveries(`endpoint_id=${id}&status=pending`)).map(({ message_id }) => message_id).sort();

    expect(await redeliver()).toMatchObject({ status: 202, body: { redelivered: 2 } });
    expect(await pending()).toEqual(["msg_dead", "msg_missed"]);
    expect((await redeliver()).body).toEqual({ redelivered: 0 });
    expect((await redeliver("all")).body).toEqual({ redelivered: 1 });
    expect(await pending()).toEqual(["msg_dead", "msg_had", "msg_missed"]);

    const backwards = { from: at(9), to: at(0) };
    expect(await api.request(`/v1/webhook_endpoints/${id}/redeliver`, json(backwards))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/to" }] },
    });
  });

  test.each(["delivery_0", "delivery_999999", "%00", "x"])("there is none called %s", async (id) => {
    for (const call of [
      api.request(`/v1/webhook_deliveries/${id}`),
      api.request(`/v1/webhook_deliveries/${id}/redeliver`, { method: "POST" }),
    ]) {
      expect(await call).toMatchObject({
        status: 404,
        body: { type: "urn:ringfence:problem:webhook-delivery-not-found" },
      });
    }
  });
});
