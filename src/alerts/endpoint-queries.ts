import { type Selectable, sql, type Updateable } from "kysely";
import type { Db } from "../db/database.ts";
import type { WebhookEndpointRow } from "../db/schema.ts";
import type { WebhookEndpoint, WebhookEndpointId, WebhookSecret } from "../model/webhook-endpoint.ts";

type Row = Selectable<WebhookEndpointRow> & {
  readonly secrets: readonly { readonly created_at: string; readonly expires_at: string | null }[];
};

/** Secrets that have ended are nobody's business; JSON has no times, only texts. */
const secrets = (now: Date) => sql<Row["secrets"]>`
  coalesce((
    select json_agg(json_build_object('created_at', created_at, 'expires_at', expires_at) order by webhook_secrets.id desc)
    from webhook_secrets
    where endpoint_id = webhook_endpoints.id and (expires_at is null or expires_at > ${now})
  ), '[]'::json)`;

/** @param now secrets that have ended by then are left out */
export async function findEndpoint(db: Db, id: string, now: Date): Promise<WebhookEndpoint | undefined> {
  // Postgres refuses a NUL in a text, even to compare with.
  if (id.includes("\0")) return undefined;
  const row = await db
    .selectFrom("webhook_endpoints")
    .selectAll()
    .select(secrets(now).as("secrets"))
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toEndpoint(row);
}

/** Holds an endpoint until the transaction ends. @returns whether it is there */
export async function lockEndpoint(db: Db, id: string): Promise<boolean> {
  if (id.includes("\0")) return false;
  const row = await db.selectFrom("webhook_endpoints").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
  return row !== undefined;
}

/** Endpoints, oldest first; those behind `after` only. */
export async function listEndpoints(
  db: Db,
  now: Date,
  { limit, after }: { readonly limit: number; readonly after?: Pick<WebhookEndpoint, "createdAt" | "id"> | undefined },
): Promise<WebhookEndpoint[]> {
  const rows = await db
    .selectFrom("webhook_endpoints")
    .selectAll()
    .select(secrets(now).as("secrets"))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) > (${after?.createdAt}::timestamptz, ${after?.id})`),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toEndpoint);
}

export async function countEndpoints(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("webhook_endpoints")
    .select((row) => row.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertEndpoint(
  db: Db,
  endpoint: Pick<WebhookEndpoint, "id" | "url" | "events" | "minimumRisk" | "digestHour" | "createdAt"> & {
    readonly digestDueAt: Date | null;
  },
): Promise<void> {
  await db
    .insertInto("webhook_endpoints")
    .values({
      id: endpoint.id,
      url: endpoint.url,
      events: [...endpoint.events],
      minimum_risk: endpoint.minimumRisk,
      digest_hour: endpoint.digestHour,
      digest_due_at: endpoint.digestDueAt,
      created_at: endpoint.createdAt,
    })
    .execute();
}

export async function updateEndpoint(
  db: Db,
  id: WebhookEndpointId,
  values: Updateable<WebhookEndpointRow>,
): Promise<void> {
  await db.updateTable("webhook_endpoints").set(values).where("id", "=", id).execute();
}

/** With its secrets, deliveries and attempts. */
export async function deleteEndpoint(db: Db, id: WebhookEndpointId): Promise<void> {
  await db.deleteFrom("webhook_endpoints").where("id", "=", id).execute();
}

export async function insertSecret(db: Db, id: WebhookEndpointId, sealed: Buffer, createdAt: Date): Promise<void> {
  await db.insertInto("webhook_secrets").values({ endpoint_id: id, sealed, created_at: createdAt }).execute();
}

/** Ends the secrets so far at a moment, unless they end before; those that have ended by `now` are deleted. */
export async function endSecrets(db: Db, id: WebhookEndpointId, endAt: Date, now: Date): Promise<void> {
  await sql`
    update webhook_secrets set expires_at = least(expires_at, ${endAt}::timestamptz) where endpoint_id = ${id}`.execute(
    db,
  );
  await db.deleteFrom("webhook_secrets").where("endpoint_id", "=", id).where("expires_at", "<=", now).execute();
}

/** The sealed secrets that count now, newest first. */
export async function selectSecrets(db: Db, id: WebhookEndpointId, now: Date): Promise<Buffer[]> {
  const rows = await db
    .selectFrom("webhook_secrets")
    .select("sealed")
    .where("endpoint_id", "=", id)
    .where((row) => row.or([row("expires_at", "is", null), row("expires_at", ">", now)]))
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ sealed }) => sealed);
}

function toEndpoint(row: Row): WebhookEndpoint {
  return {
    id: row.id as WebhookEndpointId,
    url: row.url,
    events: row.events,
    minimumRisk: row.minimum_risk,
    digestHour: row.digest_hour,
    disabled: row.disabled_at && { at: row.disabled_at, reason: row.disabled_reason ?? "" },
    failingSince: row.failing_since,
    pausedUntil: row.paused_until,
    createdAt: row.created_at,
    secrets: row.secrets.map(
      ({ created_at, expires_at }): WebhookSecret => ({
        createdAt: new Date(created_at),
        expiresAt: expires_at === null ? null : new Date(expires_at),
      }),
    ),
  };
}
