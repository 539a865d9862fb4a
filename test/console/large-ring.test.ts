import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChromium } from "../support/find-chromium.ts";
import { type StartedService, startService } from "../support/start-service.ts";
import { useTestDatabase } from "../support/test-database.ts";

// A ring of 25,000 accounts, as large as the largest that is on public record. What is promised of it on two idle cores is two seconds and
// thirty frames a second. Machines that run tests are busy: they get ten times the time and a sixth of the frames. The figures are printed. Run by
// `npm run bench:console`: on a machine that does a dozen other things beside it, they say nothing.

const isWanted = process.env.MEASURE_CONSOLE !== undefined;
const executablePath = isWanted ? findChromium() : undefined;
const patience = 240_000;
const promised = { seconds: 2, framesPerSecond: 30 };

describe.skipIf(executablePath === undefined)("a ring of 25,000", { timeout: patience }, () => {
  const database = useTestDatabase();
  let service: StartedService;
  let browser: Browser;

  beforeAll(async () => {
    await database.database.pool.query(aLargeRing);
    service = await startService(database.url);
    browser = await chromium.launch({ executablePath: executablePath as string });
  }, patience);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  }, patience);

  test("opens at once, with a picture that can be moved smoothly", async () => {
    const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
    page.setDefaultTimeout(patience / 3);
    await page.goto(`${service.url}/#key=${service.key}`);
    await page.getByRole("heading", { name: "Rings" }).waitFor();
    const opened = performance.now();
    await page.evaluate("location.hash = '#/rings/ring_large'");
    await page.getByRole("heading", { level: 1 }).getByText("25,000 accounts").waitFor();
    const sentence = performance.now() - opened;
    await page.locator(".graph canvas").first().waitFor();
    const picture = performance.now() - opened;
    await page.locator('.graph[data-settled="true"]').waitFor();
    const settled = performance.now() - opened;
    await page.locator("#graph").evaluate("heading => heading.scrollIntoView()");

    const box = await page.locator(".graph").boundingBox();
    if (!box) throw new Error("The picture is not there");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.evaluate(countFrames);
    const began = performance.now();
    for (let step = 0; performance.now() - began < 2000; step++) {
      await page.mouse.move(x + 200 * Math.sin(step / 9), y + 120 * Math.cos(step / 7));
    }
    const framesPerSecond =
      (await page.evaluate<number>("window.frames_counted")) / ((performance.now() - began) / 1000);
    await page.mouse.up();

    const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
    process.stdout.write(
      `A ring of 25,000 accounts: sentence after ${seconds(sentence)}, picture after ${seconds(picture)}, laid out after ${seconds(settled)}, moved at ${framesPerSecond.toFixed(0)} frames a second\n`,
    );
    expect(picture / 1000).toBeLessThan(10 * promised.seconds);
    expect(framesPerSecond).toBeGreaterThan(promised.framesPerSecond / 6);
    await page
      .locator("section", { has: page.locator("#members") })
      .locator("tbody tr")
      .first()
      .waitFor();
  });
});

const countFrames = `
  window.frames_counted = 0;
  const count = () => { window.frames_counted++; requestAnimationFrame(count); };
  requestAnimationFrame(count);
`;

/** Of a run that found nothing but this ring. */
const aManifest = {
  hash: "0".repeat(64),
  policyVersion: "large",
  policyHash: "0".repeat(64),
  codeVersion: "test",
  seed: 1,
  asOf: "2026-06-06T00:00:00.000Z",
  windowDays: 90,
  read: { newestEventAt: null, newestReceivedAt: null, events: 0, accounts: 1_000_000, identifiers: 0, sightings: 0 },
  heeded: null,
  found: { links: 0, communities: 0, rings: 1, flaggedRings: 1, flaggedAccounts: 25_000, ringsHash: "0".repeat(64) },
};

/** Written where a run would have written it: making it up and finding it would take minutes, and is measured elsewhere. */
const aLargeRing = `
  insert into runs (status, stage, progress, as_of, window_days, policy_version, code_version, started_at, finished_at, counts, manifest)
  values ('published', 'publish', 1, '2026-06-06', 90, 'large', 'test', '2026-06-06', '2026-06-06', '{"accounts": 1000000}',
          '${JSON.stringify(aManifest)}');
  insert into accounts (id, first_event_at, last_event_at, signed_up_at)
  select 'acct_' || lpad(n::text, 6, '0'), '2026-04-22', '2026-06-05', '2026-04-22' from generate_series(1, 25000) n order by n;
  insert into identifiers (kind, value)
  select 1, '198.18.' || n / 250 || '.' || n % 250 from generate_series(1, 3000) n order by n;
  insert into identifiers (kind, value) select 3, 'pm_' || n from generate_series(1, 1500) n order by n;
  insert into identifiers (kind, value) select 8, 'fp_' || n from generate_series(1, 40) n order by n;
  insert into sightings (account_key, identifier_key, first_seen_at, last_seen_at, request_count, event_count, kind)
  select account, identifier, '2026-04-22', '2026-06-05', 10, 1, kind
  from generate_series(1, 25000) account
  cross join lateral (
    select distinct 1 + (account / 9 * 7 + draw * draw * 131 + account % 5 * draw) % 3000 as identifier, 1 as kind from generate_series(1, 8) draw
    union all select 3001 + account / 17 % 1500, 3
    union all select distinct 4501 + (account / 625 + draw * 13) % 40, 8 from generate_series(1, 3) draw
  ) used;
  insert into rings (id, risk, flagged, member_count, request_count, first_event_at, last_event_at, first_flagged_at, signals, families,
                     first_run_id, last_run_id)
  values ('ring_large', 0.9999, true, 25000, 28800000, '2026-04-22', '2026-06-05', '2026-06-06',
          '[{"name": "payment-reuse", "weight": 5.1, "summary": "25000 of 25000 accounts pay with 1500 instruments"}]',
          '{network,payment,content}', 1, 1);
  insert into ring_members (account_key, ring_id, joined_at, evidence_bits, request_count)
  select account, 'ring_large', '2026-06-06', 30, 1152 from generate_series(1, 25000) account;
  insert into ring_identifiers (ring_id, identifier_key, member_count, other_count, contribution, bits, first_seen_at, last_seen_at)
  select 'ring_large', identifier_key, count(*), 0, (count(*) - 1) * log(2, 1000000.0 / count(*)), log(2, 1000000.0 / count(*)),
         '2026-04-22', '2026-06-05'
  from sightings group by identifier_key having count(*) > 1;
  insert into ring_links (ring_id, account_key, partner_key, bits, network, payment, content, device, contact, timing)
  select 'ring_large', account, 1 + (account + 8) % 25000, 30, 15, 10, 5, 0, 0, 0 from generate_series(1, 25000) account;
  insert into ring_days (ring_id, day, signup_count, request_count, active_count)
  select 'ring_large', day::date, 100, 640000, 20000 from generate_series(date '2026-04-22', '2026-06-05', interval '1 day') day;
  insert into ring_profiles (ring_id, capabilities, identifiers, hours)
  values ('ring_large', '[{"capability": "agentic_reasoning", "requests": 22464000}]', '{"ip": 3000, "payment_instrument": 1500}',
          array_fill(1000, array[24]));
  analyze;
`;
