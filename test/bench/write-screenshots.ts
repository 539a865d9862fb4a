import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "../support/find-chromium.ts";

/** `npm run screenshots`: runs the demo and puts the two pages that the README shows into docs/images. */
const program = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const imageOf = (name: string) => fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
const patience = 300_000;

const executablePath = findChromium();
if (executablePath === undefined) process.exit(1);
const demo = spawn(process.execPath, [program, "demo"], { stdio: ["ignore", "pipe", "inherit"] });
try {
  const page = await openPage(await readAddress());
  await page.getByRole("combobox", { name: "Order" }).selectOption("-member_count");
  await page.locator("a.ring-link").nth(7).waitFor();
  await page.getByRole("combobox", { name: "Order" }).blur();
  await page.screenshot({ path: imageOf("console-rings") });
  await page.locator("a.ring-link").first().click();
  await page.locator('.graph[data-settled="true"]').waitFor();
  await page.locator("#members").waitFor();
  await page.screenshot({
    path: imageOf("console-ring"),
    clip: { x: 0, y: 0, width: 1360, height: 1560 },
    fullPage: true,
  });
  await page.context().browser()?.close();
} finally {
  demo.kill("SIGINT");
  await once(demo, "exit");
}

/** The address that the demo prints when its rings are there, key and all. */
async function readAddress(): Promise<string> {
  let printed = "";
  for await (const chunk of demo.stdout) {
    printed += chunk;
    const address = /^ {2}(http\S+#key=\S+)$/m.exec(printed)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`The demo ended without an address:\n${printed}`);
}

async function openPage(address: string) {
  const browser = await chromium.launch({ executablePath: executablePath as string });
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(patience);
  await page.goto(address);
  return page;
}
