import { expect, test } from "vitest";
import { runProgram } from "../support/run-program.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();

test("verdicts are given, shown, listed and withdrawn", async () => {
  const env = { DATABASE_URL: database.url, RINGFENCE_SECRET: "s".repeat(32), USER: "ada" };
  const verdict = (...args: string[]) => runProgram(["verdict", ...args], { env });
  const given = await verdict(
    "give",
    "ip",
    "203.0.113.7",
    "office",
    "--reason",
    "a customer's",
    "--until",
    "2999-01-01T00:00:00Z",
  );
  expect(given).toEqual({
    code: 0,
    stderr: "",
    stdout: "From the next run on it counts as office until 2999-01-01 00:00.\nNo event has shown it so far.\n",
  });
  expect(JSON.parse((await verdict("show", "ip", "203.0.113.7", "--json")).stdout)).toMatchObject({
    value: "203.0.113.7",
    verdict: { verdict: "office", author: "ada", key_id: null },
    verdicts: [{ verdict: "office", reason: "a customer's" }],
  });
  expect((await verdict("list")).stdout).toMatch(/^ip +203\.0\.113\.7 +office +2999-01-01 .* ada +a customer's$/m);
  expect((await verdict("withdraw", "ip", "203.0.113.7")).code).toBe(0);
  expect((await verdict("show", "ip", "203.0.113.7")).stdout).toMatch(/^withdrawn .*\noffice /m);
  expect(JSON.parse((await verdict("list", "--json")).stdout)).toEqual({ data: [] });
  const wrong = await verdict("give", "ip", "203.0.113.7", "nice", "--reason", "x");
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("Allowed choices are office") });
  const nobody = await verdict("withdraw", "ip", "203.0.113.7");
  expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no verdict") });
}, 60_000);
