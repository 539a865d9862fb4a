import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { createEndpoint } from "../alerts/create-endpoint.ts";
import { deleteEndpoint } from "../alerts/delete-endpoint.ts";
import { createSender } from "../alerts/deliver/sender.ts";
import { deliveryNumber, listDeliveries } from "../alerts/delivery-queries.ts";
import { listEndpoints } from "../alerts/endpoint-queries.ts";
import { createAddressGuard } from "../alerts/reach/address-guard.ts";
import { redeliver, redeliverRange } from "../alerts/redeliver.ts";
import { tryEndpoint } from "../alerts/try-endpoint.ts";
import { toWebhookDeliveryBody, toWebhookDeliveryDetail, toWebhookEndpointBody } from "../contract/to-webhook-body.ts";
import { WebhookEndpointInput } from "../contract/webhook-endpoint.ts";
import { DomainError } from "../model/errors.ts";
import { type DeliveryStatus, deliveryStatuses, type WebhookDelivery } from "../model/webhook-delivery.ts";
import type { WebhookEndpoint } from "../model/webhook-endpoint.ts";
import { type WebhookEvent, webhookEvents } from "../model/webhook-event.ts";
import { listAll } from "../rings/list-all.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { formatTable } from "./format-table.ts";
import { formatMinute, formatRisk, printable } from "./format-values.ts";
import { parseCount, parseTime } from "./parse-options.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

type JsonOption = { readonly json?: boolean };
type AddOptions = JsonOption & {
  readonly events: WebhookEvent[];
  readonly minimumRisk: number;
  readonly digestHour?: number;
};
type DeliveriesOptions = JsonOption & {
  readonly status?: DeliveryStatus;
  readonly endpoint?: string;
  readonly limit: number;
};
type RedeliverOptions = {
  readonly endpoint?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly all?: boolean;
};

const endpointArgument = () => new Argument("<endpoint>", "its id, as `webhooks list` prints it");

/** `ringfence webhooks add | list | test | remove | deliveries | redeliver`: who is told what happens. */
export function addWebhooksCommand(program: Command, context: CliContext): void {
  const webhooks = program.command("webhooks").description("say who is told what happens, and see what came of it");
  webhooks
    .command("add")
    .description("add an endpoint and print the secret that its messages are signed with; it cannot be shown again")
    .argument("<url>", "where to send to: https, unless RINGFENCE_WEBHOOK_ALLOW_PRIVATE allows another")
    .addOption(new Option("--events <event...>", "what to tell").choices(webhookEvents).default([...webhookEvents]))
    .option("--minimum-risk <risk>", "tell nothing of rings with a lower risk", parseRisk, 0)
    .option("--digest-hour <hour>", "one message a day, at this hour (UTC)", parseHour)
    .option("--json", "print the endpoint as JSON")
    .action((url: string, options: AddOptions) => add(context, url, options));
  webhooks
    .command("list")
    .description("list the endpoints")
    .option("--json", "print them as JSON")
    .action((options: JsonOption) => list(context, options));
  webhooks
    .command("test")
    .description("send an endpoint a test message and say what came of it; exit code 1 where it failed")
    .addArgument(endpointArgument())
    .option("--json", "print the delivery as JSON")
    .action((id: string, options: JsonOption) => trial(context, id, options));
  webhooks
    .command("remove")
    .description("remove an endpoint, with everything that was to go there")
    .addArgument(endpointArgument())
    .action((id: string) => remove(context, id));
  webhooks
    .command("deliveries")
    .description("list what was sent, what is on its way and what nobody took, newest first")
    .addOption(new Option("--status <status>", "only those").choices(deliveryStatuses))
    .option("--endpoint <id>", "only to this endpoint")
    .option("--limit <count>", "how many at most", parseCount(1000), 50)
    .option("--json", "print them as JSON")
    .action((options: DeliveriesOptions) => deliveries(context, options));
  webhooks
    .command("redeliver")
    .description("send a message once more, or with --endpoint those of a time; a running service does it")
    .argument("[delivery]", "its id, as `webhooks deliveries` prints it")
    .option("--endpoint <id>", "to which, for the messages of a time")
    .option("--from <time>", "messages of this moment or later", parseTime)
    .option("--to <time>", "messages of before this moment; now unless given", parseTime)
    .option("--all", "also what was delivered")
    .action((id: string | undefined, options: RedeliverOptions) => sendAgain(context, id, options));
}

function add(context: CliContext, url: string, { events, minimumRisk, digestHour, json }: AddOptions): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    const input = WebhookEndpointInput.safeParse({ url, events });
    if (!input.success) throw new DomainError("invalid", "invalid-url", `The URL ${input.error.issues[0]?.message}`);
    const made = { url, events, minimumRisk, digestHour: digestHour ?? null };
    const actor = { name: actorOf(context), keyId: null };
    const { endpoint, secret } = await createEndpoint(dependencies, { ...made, actor });
    if (json === true) return printJson(context.stdout, { ...toWebhookEndpointBody(endpoint), secret });
    context.stdout.write(`Endpoint: ${endpoint.id}\nSecret, shown this once: ${secret}\n`);
  });
}

function list(context: CliContext, { json }: JsonOption): Promise<void> {
  return withDatabase(context, async ({ database: { db }, clock }) => {
    const endpoints = await listAll((last: WebhookEndpoint | undefined) =>
      listEndpoints(db, clock.now(), { limit: 1000, after: last }),
    );
    if (json === true) return printJson(context.stdout, { data: endpoints.map(toWebhookEndpointBody) });
    const columns = [
      { title: "id" },
      { title: "url", maxWidth: 40 },
      { title: "events", maxWidth: 32, wrap: true },
      { title: "risk from" },
      { title: "when" },
      { title: "state", maxWidth: 40, wrap: true },
    ];
    const rows = endpoints.map((endpoint) => [
      endpoint.id,
      endpoint.url,
      endpoint.events.join(" "),
      formatRisk(endpoint.minimumRisk),
      endpoint.digestHour === null ? "at once" : `daily at ${endpoint.digestHour}:00 UTC`,
      stateOf(endpoint),
    ]);
    context.stdout.write(formatTable(columns, rows));
  });
}

function stateOf({ disabled, failingSince }: WebhookEndpoint): string {
  if (disabled) return `disabled: ${disabled.reason}`;
  return failingSince === null ? "enabled" : `failing since ${formatMinute(failingSince)}`;
}

function trial(context: CliContext, id: string, { json }: JsonOption): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    const sender = createSender({ guard: createAddressGuard(dependencies.config.webhookAllowPrivate) });
    const tried = await tryEndpoint({ ...dependencies, sender }, id);
    if (tried.status !== "delivered") context.setExitCode(1);
    if (json === true) return printJson(context.stdout, toWebhookDeliveryDetail(tried));
    const { responseStatus, durationMilliseconds, failure } = tried.lastAttempt ?? {};
    const outcome = failure ?? `The receiver answered ${responseStatus}`;
    context.stdout.write(`${printable(outcome)} (${durationMilliseconds} ms).\n`);
  });
}

function remove(context: CliContext, id: string): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    await deleteEndpoint(dependencies, id, { name: actorOf(context), keyId: null });
    context.stdout.write(`Removed ${id}.\n`);
  });
}

function deliveries(context: CliContext, { status, endpoint, limit, json }: DeliveriesOptions): Promise<void> {
  return withDatabase(context, async ({ database: { db } }) => {
    const found = await listDeliveries(db, { limit, status, endpointId: endpoint });
    if (json === true) return printJson(context.stdout, { data: found.map(toWebhookDeliveryBody) });
    const columns = [
      { title: "id" },
      { title: "endpoint" },
      { title: "type" },
      { title: "made" },
      { title: "status" },
      { title: "tries", align: "right" as const },
      { title: "last", maxWidth: 40, wrap: true },
    ];
    context.stdout.write(formatTable(columns, found.map(toRow)));
  });
}

function toRow({ id, endpointId, type, createdAt, status, attemptCount, lastAttempt }: WebhookDelivery): string[] {
  const last = lastAttempt?.failure ?? (lastAttempt ? `answered ${lastAttempt.responseStatus}` : "-");
  return [id, endpointId, type, formatMinute(createdAt), status, String(attemptCount), last];
}

function sendAgain(
  context: CliContext,
  id: string | undefined,
  { endpoint, from, to, all }: RedeliverOptions,
): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    if (id !== undefined && deliveryNumber(id) !== undefined) {
      await redeliver(dependencies, id);
      context.stdout.write(`${id} goes out again.\n`);
      return;
    }
    if (id !== undefined || endpoint === undefined || from === undefined) {
      throw new DomainError("invalid", "nothing-to-redeliver", "Name a delivery, or --endpoint and --from");
    }
    const range = { from, to: to ?? dependencies.clock.now(), only: all === true ? "all" : "undelivered" } as const;
    const count = await redeliverRange(dependencies, endpoint, range);
    context.stdout.write(`${count} ${count === 1 ? "message goes" : "messages go"} out again.\n`);
  });
}

function parseRisk(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a number from 0 to 1.");
}

function parseHour(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= 23) return value;
  throw new InvalidArgumentError("It must be a whole number from 0 to 23.");
}
