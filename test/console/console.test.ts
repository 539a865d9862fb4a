import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readWorld } from "../simulate/read-world.ts";
import { findChromium } from "../support/find-chromium.ts";
import { type StartedService, startService } from "../support/start-service.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { findBarriers } from "./axe.ts";

// The built console in a real browser, against the built program. One person's way through it: each test goes on where the one before ended.

const executablePath = findChromium();
const patience = 60_000;

describe.skipIf(executablePath === undefined)("the console", { timeout: 3 * patience }, () => {
  const database = useTestDatabase();
  const world = readWorld({ seed: 5, people: 1500 });
  let service: StartedService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  const sendEvents = async (events: readonly object[]) => {
    const body = events.map((event) => `${JSON.stringify(event)}\n`).join("");
    const headers = { "content-type": "application/x-ndjson" };
    const answer = await service.fetch("/v1/events", { method: "POST", body, headers });
    expect(await answer.json()).toMatchObject({ accepted: events.length, rejected: 0 });
  };
  const read = async <Body>(path: string) => (await (await service.fetch(path)).json()) as Body;
  const goTo = (hash: string) => page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  const press = (key: string) => page.keyboard.press(key);
  const heading = () => page.getByRole("heading", { level: 1 });

  beforeAll(async () => {
    service = await startService(database.url, { RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.1" });
    browser = await chromium.launch({ executablePath: executablePath as string });
    context = await browser.newContext({ viewport: { width: 1360, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(service.url) && !request.url().startsWith("blob:")) complaints.push(request.url());
    });
  }, patience);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  }, patience);

  test("asks for a key, refuses a wrong one in words, and keeps the right one for this tab only", async () => {
    await page.goto(service.url);
    await page.getByLabel("Key").fill("rf_of_nobody");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("not known").waitFor();
    complaints.length = 0; // the browser notes every 401
    await page.getByLabel("Key").fill(service.key);
    await press("Enter");
    await heading().getByText("Rings").waitFor();
    expect(await page.evaluate("localStorage.length")).toBe(0);
    expect(await context.cookies()).toEqual([]);
    expect(page.url()).not.toContain(service.key);
  });

  test("says on an empty database what to do next", async () => {
    await page.getByText("Nothing has been taken in yet").waitFor();
    await page.getByText("ringfence simulate").waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  test("starts a run, and shows how far it is until it is done", async () => {
    await sendEvents(world.events);
    // Nobody reloads the page: it waits for the first events by itself.
    await page.getByRole("button", { name: "Start a run" }).click();
    await heading().getByText("Runs").waitFor();
    await page.locator("progress, .status.published").first().waitFor();
    await page.locator(".status.published").waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  test("tries another policy out, and says whom it would release", async () => {
    const policy = await read<{ document: object }>("/v1/policies/active");
    const body = JSON.stringify({ ...policy.document, version: "strict", flagThreshold: 0.999_999 });
    const headers = { "content-type": "application/json" };
    expect((await service.fetch("/v1/policies", { method: "POST", body, headers })).status).toBe(201);
    await goTo("#/rings");
    await goTo("#/runs");
    await page.getByRole("combobox", { name: "Another policy" }).selectOption("strict");
    await page.getByRole("button", { name: "Try it out" }).click();
    await page.getByRole("heading", { name: "Whom it judges otherwise" }).waitFor();
    const id = page.url().split("/").at(-1);
    const { counts } = await read<{ counts: { released_accounts: number } }>(`/v1/runs/${id}`);
    expect(counts.released_accounts).toBeGreaterThan(0);
    await page.getByRole("radio", { name: `Released (${counts.released_accounts.toLocaleString("en")})` }).waitFor();
    const { data } = await read<{ data: [{ ring_id: string }] }>(`/v1/runs/${id}/differences?kind=released&limit=1`);
    await page.locator(`a[href="#/rings/${data[0].ring_id}"]`).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("radio", { name: /^Newly flagged/ }).check();
    await page.getByText("Nobody.").waitFor();
    await press("Escape");
    await heading().getByText("Runs").waitFor();
    await page.getByText("tried out", { exact: true }).waitFor();
  });

  test("leads by keys alone to the largest ring, and says in one sentence what it is", async () => {
    await press("r");
    await page.getByRole("combobox", { name: "Order" }).selectOption("-member_count");
    await page.locator("a.ring-link").nth(1).waitFor();
    expect(page.url()).toContain("sort=-member_count");
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("combobox", { name: "Order" }).blur();
    for (const key of ["j", "j", "k", "Enter"]) await press(key);
    const { data } = (await (await service.fetch("/v1/rings?sort=-member_count&limit=1")).json()) as {
      data: [{ id: string; member_count: number }];
    };
    await page.waitForURL(`**/#/rings/${data[0].id}`);
    await heading().waitFor();
    expect(await heading().innerText()).toMatch(
      new RegExp(
        `^${data[0].member_count} accounts, [\\d,.]+( million)? requests since \\d+ \\w+, .*through [\\d,]+ addresses`,
      ),
    );
    await page.getByRole("table", { name: "Signals with their weights" }).waitFor();
  });

  test("draws who shares what; a hub in focus says who uses it", async () => {
    const picture = page.locator('.graph[data-settled="true"]');
    await picture.waitFor();
    const hub = page.locator("button.hub").first();
    await hub.focus();
    await press("Enter");
    expect(await hub.getAttribute("aria-pressed")).toBe("true");
    await page
      .locator(".node-facts")
      .getByText(/\d+ members and \d+ other accounts? use this/)
      .waitFor();
    await page.getByRole("checkbox", { name: "Network" }).uncheck();
    await page.getByRole("button", { name: "Show all again" }).click();
    expect(await findBarriers(page)).toEqual([]);
  });

  test("dismisses with a reason, and takes it back", async () => {
    await press("d");
    await page.getByLabel("Reason").fill("The office of a customer");
    expect(await findBarriers(page)).toEqual([]);
    await press("Control+Enter");
    await page.locator(".decision").getByText("The office of a customer").waitFor();
    await page.locator(".ring-head .status.dismissed").waitFor();
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await page.locator(".ring-head .status.open").waitFor();
    const id = page.url().split("/").at(-1);
    const { data } = (await (await service.fetch(`/v1/rings/${id}/decisions`)).json()) as {
      data: { outcome: string }[];
    };
    expect(data.map(({ outcome }) => outcome)).toEqual(["reopened", "dismissed"]);
  });

  test("says before a verdict is given whom it would untie", async () => {
    await page
      .locator("section", { has: page.locator("#evidence") })
      .getByRole("button", { name: "What is it?" })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/It would untie/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByLabel("It is").selectOption("office");
    await dialog.getByLabel("How do you know?").fill("They wrote to us");
    await dialog.getByRole("button", { name: "Say so" }).click();
    await page.getByRole("status").getByText("Noted").waitFor();
    expect((await read<{ data: object[] }>("/v1/identifiers")).data).toHaveLength(1);
  });

  test("finds an address, and the rings that share it", async () => {
    const id = page.url().split("/").at(-1);
    const evidence = (await (await service.fetch(`/v1/rings/${id}/evidence?limit=200`)).json()) as {
      data: { kind: string; value: string }[];
    };
    const address = evidence.data.find(({ kind }) => kind === "ip")?.value ?? "";
    await press("/");
    await page.keyboard.type(address);
    await press("Enter");
    await heading().getByText(address).waitFor();
    await page.locator(`a[href="#/rings/${id}"]`).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    for (const wanted of ["payment_instrument", "prompt_fingerprint"]) {
      const { value } = evidence.data.find(({ kind }) => kind === wanted) ?? { value: "" };
      await press("/");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(value);
      await press("Enter");
      await heading().getByText(value).waitFor();
      await page.locator(`a[href="#/rings/${id}"]`).waitFor();
    }
    await page.getByRole("button", { name: "What is it?" }).first().click();
    await page.getByRole("dialog").getByText("It would untie").first().waitFor();
    await press("Escape");
    const { data } = (await (await service.fetch(`/v1/rings/${id}/members?limit=1`)).json()) as {
      data: [{ account_id: string }];
    };
    await goTo(`#/search?q=${data[0].account_id}`);
    await page.getByText("this ring").waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  test("tells an endpoint, and sends a message again under the same id", async () => {
    const received: IncomingMessage["headers"][] = [];
    const receiver = createServer((request, response) => {
      received.push(request.headers);
      request.resume().on("end", () => response.end("thanks"));
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const { port } = receiver.address() as AddressInfo;
    await goTo("#/webhooks");
    await page.getByRole("textbox", { name: "Address" }).fill(`http://127.0.0.1:${port}/alerts`);
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await page
      .getByRole("dialog")
      .getByText(/^whsec_/)
      .waitFor();
    await press("Escape");
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.locator(".status.delivered").waitFor();
    await page.getByRole("button", { name: "Send again" }).click();
    await expect.poll(() => received.length, { timeout: patience }).toBe(2);
    expect(received[1]?.["webhook-id"]).toBe(received[0]?.["webhook-id"]);
    await page.locator(".status.delivered").waitFor();
    await page.getByText("Attempts and message").click();
    await page.locator("pre").getByText("webhook.test").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    receiver.closeAllConnections();
    receiver.close();
  });

  test("makes a key that is shown this once, and revokes it", async () => {
    await goTo("#/keys");
    await page.getByLabel("For whom or what").fill("grace");
    await page.getByRole("button", { name: "Make a key" }).click();
    const key = await page.getByRole("dialog").locator("code").innerText();
    expect((await fetch(`${service.url}/v1/rings`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    await press("Escape");
    await page.getByRole("button", { name: "Revoke grace" }).click();
    await page.getByRole("button", { name: "Revoke for good" }).click();
    await page.locator(".status.revoked").waitFor();
    expect((await fetch(`${service.url}/v1/rings`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
    expect(await findBarriers(page)).toEqual([]);
  });

  test("keeps what was typed when it is refused", async () => {
    await page.getByLabel("For whom or what").fill("ada");
    await page.getByRole("checkbox", { name: "read rings" }).uncheck();
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByRole("status").getByText("scope").waitFor();
    expect(await page.getByLabel("For whom or what").inputValue()).toBe("ada");
    expect(await page.getByRole("checkbox", { name: "read rings" }).isChecked()).toBe(false);
    await goTo("#/webhooks");
    await page.getByRole("textbox", { name: "Address" }).fill("http://10.0.0.1/alerts");
    await page.getByRole("checkbox", { name: "ring.grown" }).uncheck();
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await page.getByRole("status").getByText("10.0.0.1").waitFor();
    expect(await page.getByRole("textbox", { name: "Address" }).inputValue()).toBe("http://10.0.0.1/alerts");
    expect(await page.getByRole("checkbox", { name: "ring.grown" }).isChecked()).toBe(false);
    complaints.length = 0; // the browser notes every 422
  });

  test("shows who did what, and how the service does", async () => {
    await goTo("#/audit");
    await page.getByRole("cell", { name: "dismissed" }).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await goTo("#/system");
    await page.getByText("Events in the last minute").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await press("?");
    await page.getByRole("dialog").getByText("How to read a ring").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await press("Escape");
  });

  test("is as easy to read in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    for (const hash of ["#/rings", "#/runs", "#/webhooks", "#/keys", "#/audit", "#/system"]) {
      await goTo(hash);
      await page.locator("main table, main .figures").first().waitFor();
      expect([hash, await findBarriers(page)]).toEqual([hash, []]);
    }
    await goTo("#/rings?sort=-member_count");
    await page.locator("a.ring-link").first().click();
    await page.locator('.graph[data-settled="true"]').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
  });

  test("fits a telephone: nothing reaches beyond its edge", async () => {
    const ring = new URL(page.url()).hash;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const hash of [ring, "#/rings", "#/runs", "#/webhooks", "#/keys", "#/audit", "#/system"]) {
      await goTo(hash);
      await page.locator("main table, main .figures").first().waitFor();
      const beyond = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      expect([hash, beyond]).toEqual([hash, 0]);
    }
    await page.setViewportSize({ width: 1360, height: 900 });
  });

  test("shows whatever an event holds as text", async () => {
    await sendEvents(hostileEvents());
    const { id: run } = (await (
      await service.fetch("/v1/runs", { method: "POST", body: "{}", headers: { "content-type": "application/json" } })
    ).json()) as { id: string };
    await expect
      .poll(async () => (await read<{ status: string }>(`/v1/runs/${run}`)).status, { timeout: 2 * patience })
      .toBe("published");
    const { ring_id: ring } = (await (
      await service.fetch(`/v1/accounts/${encodeURIComponent(hostile("account 1"))}`)
    ).json()) as { ring_id: string | null };
    expect(ring).not.toBeNull();
    await goTo(`#/rings/${ring}`);
    await page.locator('.graph[data-settled="true"]').waitFor();
    await page
      .locator("section", { has: page.locator("#members") })
      .locator("tbody tr")
      .first()
      .waitFor();
    await page
      .locator("section", { has: page.locator("#evidence") })
      .locator("tbody tr")
      .first()
      .waitFor();
    for (const hub of await page.locator("button.hub").all()) await hub.click();
    expect(await page.locator("main").innerText()).toContain("<img src=x");
    expect(await page.locator("main").innerText()).toContain(hostile("capability").replaceAll("_", " ").slice(0, 12));
    await press("d");
    await page.getByLabel("Reason").fill(hostile("reason"));
    await press("Control+Enter");
    await page.locator(".decision").getByText("<img src=x").waitFor();
    for (const name of ["account 1", "card", "device", "fingerprint"]) {
      await goTo(`#/search?q=${encodeURIComponent(hostile(name))}`);
      await page.locator("main .card").first().waitFor();
      expect(await page.locator("main").innerText()).toContain("<img src=x");
    }
    expect(await page.locator("img, iframe, object, embed").count()).toBe(0);
    expect(await page.locator("main script, main style, [onerror], [onload]").count()).toBe(0);
    expect(await page.evaluate("window.ran")).toBeUndefined();
  });

  test("never asked anybody else for anything, and broke nowhere", () => {
    expect(complaints).toEqual([]);
  });
});

/** Would set `window.ran` if anything took it for more than a text. */
const hostile = (name: string) => `<img src=x onerror="window.ran=1">'"--></script><svg onload=window.ran=1>${name}`;

/** Forty accounts that no doubt belong together, with such a text in every field that takes one. */
function hostileEvents(): object[] {
  const accounts = Array.from({ length: 40 }, (_, number) => number);
  return accounts.flatMap((number) => {
    const account = { account_id: hostile(`account ${number}`), ip: `198.18.${number % 4}.${number % 5}` };
    const shared = { payment_instrument: hostile("card"), device_id: hostile("device") };
    const signup = {
      id: hostile(`signup ${number}`),
      type: "signup",
      ...account,
      ...shared,
      email: `person${number}@example.com`,
      ...(number === 0 ? { organization_id: hostile("organisation") } : {}),
      occurred_at: new Date(Date.UTC(2026, 4, 20, 1, number)).toISOString(),
    };
    const uses = Array.from({ length: 48 }, (_, hour) => ({
      id: hostile(`use ${number} ${hour}`),
      type: "usage",
      ...account,
      ...shared,
      prompt_fingerprint: hostile("fingerprint"),
      model: hostile("model").slice(0, 64),
      capability: hostile("capability").slice(0, 64),
      requests: 50,
      occurred_at: new Date(Date.UTC(2026, 4, 20 + Math.floor(hour / 24), hour % 24, number)).toISOString(),
    }));
    return [signup, ...uses];
  });
}
