import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { rollUpEvents } from "../../src/ingest/roll-up-events.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestService } from "../support/test-service.ts";

const service = useTestService(stoppedAt("2026-06-01T12:00:00Z"));

const secrets = {
  prompt: "Please tell my doctor Xylophonia that the zebrawood results came back and ask what she makes of them today.",
  card: "4111111111111111",
  mailbox: "very.private.person",
  phone: "+4930901820",
};
/** Pieces of them that would give them away. */
const needles = ["xylophonia", "zebrawood", "4111111111111111", "very.private", "veryprivate", "30901820"];

test("no prompt, card number, mailbox or phone number is in any table or in the log, whatever way it came and failed", async () => {
  const base = { type: "usage", account_id: "a", occurred_at: "2026-04-22T09:00:00Z" };
  const events = [
    { ...base, id: "1", prompt: secrets.prompt },
    { ...base, id: "2", payment_instrument: secrets.card },
    { ...base, id: "3", payment_instrument: "4111-1111 1111 1111", prompt: secrets.prompt },
    { ...base, id: "4", prompt: secrets.prompt, [`unknown`]: secrets.prompt },
    { ...base, id: "5", type: "signup", email: `${secrets.mailbox}@gmail.com`, phone: secrets.phone },
    { ...base, id: "6", type: "signup", phone: `${secrets.phone}x`, email: `${secrets.mailbox}@@gmail.com` },
  ];
  const lines = [...events.map((event) => JSON.stringify(event)), `{"prompt":"${secrets.prompt}`].join("\n");
  const answers: string[] = [];
  const send = async (body: string | Buffer, type: string, headers = {}) => {
    const answer = await service.fetch("/v1/events", {
      method: "POST",
      body,
      headers: { "content-type": type, ...headers },
    });
    answers.push(await answer.text());
  };
  await send(lines, "application/x-ndjson");
  await send(gzipSync(lines).subarray(0, -12), "application/x-ndjson", { "content-encoding": "gzip" });
  await send(JSON.stringify(events), "application/json");
  for (const event of events) await send(JSON.stringify(event), "application/json");
  await send(lines, "application/json");
  // The parser's own message quotes the first characters.
  await send("xylophonia", "application/json");
  await service.dependencies.database.pool.query("alter table event_ids rename to hidden_ids");
  await send(JSON.stringify({ ...events[0], id: "7" }), "application/json");
  await service.dependencies.database.pool.query("alter table hidden_ids rename to event_ids");

  const { rows: stored } = await service.dependencies.database.pool.query("select id from events order by id");
  expect(stored).toEqual([{ id: "1" }, { id: "5" }]);
  const everything = [await everyRow(), service.log.join("\n"), answers.join("\n")].join("\n").toLowerCase();
  expect(everything).toContain("gmail.com");
  for (const needle of needles) expect([needle, everything.includes(needle)]).toEqual([needle, false]);
});

/** Every row of every table, as text. */
async function everyRow(): Promise<string> {
  const { pool } = service.dependencies.database;
  await rollUpEvents({ pool });
  const { rows: tables } = await pool.query<{ name: string }>(
    "select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace",
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
      return rows.map(({ row }) => row).join("\n");
    }),
  );
  return texts.join("\n");
}
