import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { fingerprintPrompt } from "../../src/ingest/fingerprint/fingerprint-prompt.ts";
import { program, runProgram } from "../support/run-program.ts";

const run = promisify(execFile);
const repository = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "ringfence-fingerprint-"));
const secret =
  "Tell my doctor Xylophonia that the zebrawood results came back yesterday, and ask what she makes of them.";
const template = "Sort the following words alphabetically: winter ledger module";

function aFile(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

afterAll(() => rmSync(folder, { recursive: true }));

describe("ringfence fingerprint", () => {
  test("prints the fingerprints of a text, one to a line, from a file or the input", async () => {
    const expected = { code: 0, stdout: `${fingerprintPrompt(secret).join("\n")}\n`, stderr: "" };
    expect(await runProgram(["fingerprint"], { input: secret })).toEqual(expected);
    expect(await runProgram(["fingerprint", "-"], { input: secret })).toEqual(expected);
    expect(await runProgram(["fingerprint", aFile("prompt.txt", secret)])).toEqual(expected);
    expect(await runProgram(["fingerprint", aFile("prompt.gz", gzipSync(`${secret}\n`))])).toEqual(expected);
  });

  test("--json prints an object that an event can take over", async () => {
    const { stdout } = await runProgram(["fingerprint", "--json"], { input: `first line\n\n${secret}` });
    expect(JSON.parse(stdout)).toEqual({ prompt_fingerprint: fingerprintPrompt(`first line\n\n${secret}`) });
  });

  test("reads JSON lines with a prompt or a text each, and names line and id", async () => {
    const lines = [
      { id: "evt_1", prompt: secret, type: "usage" },
      { text: template, family: "sort" },
      { prompt: "thanks" },
    ];
    const input = `${JSON.stringify(lines[0])}\n\n${JSON.stringify(lines[1])}\r\n${JSON.stringify(lines[2])}`;
    const json = await runProgram(["fingerprint", "--json"], { input });
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(
      json.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { line: 1, id: "evt_1", prompt_fingerprint: fingerprintPrompt(secret) },
      { line: 3, prompt_fingerprint: fingerprintPrompt(template) },
      { line: 4, prompt_fingerprint: [] },
    ]);
    const plain = await runProgram(["fingerprint"], { input });
    expect(plain.stdout.split("\n").slice(1)).toEqual([
      `3: ${fingerprintPrompt(template).join(" ")}`,
      "4: none: the prompt says too little",
      "",
    ]);
  });

  test("names lines that it cannot read, reads the others, and ends with 2", async () => {
    const file = aFile(
      "some.ndjson",
      `${JSON.stringify({ prompt: template })}\n{"prompt":"${secret}\n{"content":"${secret}"}\n`,
    );
    expect(await runProgram(["fingerprint", file])).toEqual({
      code: 2,
      stdout: `1: ${fingerprintPrompt(template).join(" ")}\n`,
      stderr: `${file}:2: the line is not JSON\n${file}:3: the line has neither a prompt nor a text that is a string\n`,
    });
  });

  test("--format decides where the first line misleads", async () => {
    const input = JSON.stringify({ prompt: secret });
    expect((await runProgram(["fingerprint", "--format", "text"], { input })).stdout).toBe(
      `${fingerprintPrompt(input).join("\n")}\n`,
    );
    expect((await runProgram(["fingerprint", "--format", "ndjson"], { input: `nonsense\n${input}` })).code).toBe(2);
  });

  test.each([
    ["no such file", ["missing.txt"], "", "There is no file missing.txt."],
    ["a file that breaks off", [], gzipSync(secret).subarray(0, 60), "standard input cannot be read to its end."],
    [
      "what is not UTF-8",
      [],
      Buffer.concat([Buffer.from(secret), Buffer.from([0xff])]),
      "Line 1: the line is not UTF-8.",
    ],
  ])("%s: exit code 1, a sentence, no stack", async (_, args, input, sentence) => {
    expect(await runProgram(["fingerprint", ...args], { input })).toEqual({
      code: 1,
      stdout: "",
      stderr: `${sentence}\n`,
    });
  });

  test("never prints the prompt, whatever goes wrong", async () => {
    const inputs = [
      secret,
      JSON.stringify({ prompt: secret }),
      `{"prompt":"${secret}`,
      `{"text":""}\n${secret}`,
      `${secret}\n\xff`,
    ];
    for (const input of inputs) {
      for (const options of [["--json"], ["--format", "ndjson"]]) {
        const { stdout, stderr } = await runProgram(["fingerprint", ...options], {
          input: Buffer.from(input, "latin1"),
        });
        expect(stdout + stderr).not.toMatch(/xylophonia|zebrawood|doctor|yesterday/i);
      }
    }
  }, 60_000);

  test("is content when its reader leaves early", async () => {
    const file = aFile("many.ndjson", `${JSON.stringify({ text: template })}\n`.repeat(20_000));
    const { stdout, stderr } = await run("sh", [
      "-c",
      `"$0" "$1" fingerprint "$2" | head -n 1`,
      process.execPath,
      program,
      file,
    ]);
    expect(stdout).toBe(`1: ${fingerprintPrompt(template).join(" ")}\n`);
    expect(stderr).toBe("");
  });
});

describe("the package", () => {
  test("gives other programs the same function, with its types", async () => {
    const consumer = mkdtempSync(join(folder, "consumer-"));
    symlinkSync(repository, join(consumer, "ringfence"));
    const install = join(consumer, "node_modules");
    await run("sh", ["-c", 'mkdir "$0" && mv "$1" "$0/ringfence"', install, join(consumer, "ringfence")]);
    writeFileSync(join(consumer, "package.json"), '{"type":"module"}');
    const source = `import { fingerprintPrompt } from "ringfence/fingerprint";\nconst made: string[] = fingerprintPrompt(${JSON.stringify(template)});\n`;
    writeFileSync(join(consumer, "use.mjs"), `${source.replace(": string[]", "")}console.log(JSON.stringify(made));\n`);
    const { stdout } = await run(process.execPath, ["use.mjs"], { cwd: consumer });
    expect(JSON.parse(stdout)).toEqual(fingerprintPrompt(template));
    writeFileSync(join(consumer, "use.ts"), `${source}export { made };\n`);
    const compiler = join(repository, "node_modules/.bin/tsc");
    await run(compiler, ["--noEmit", "--strict", "--module", "nodenext", "--types", "", "use.ts"], { cwd: consumer });
  }, 60_000);
});
