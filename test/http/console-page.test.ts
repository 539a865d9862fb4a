import { describe, expect, test } from "vitest";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestService } from "../support/test-service.ts";

const service = useTestService(stoppedAt("2026-06-01T12:00:00Z"));

async function readParts(): Promise<string[]> {
  const html = await (await fetch(`${service.url}/`)).text();
  return [...html.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, part]) => part as string);
}

describe("the console", () => {
  test("is a page whose every part comes from this service, without a key", async () => {
    const answer = await fetch(`${service.url}/`);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(await answer.text()).not.toMatch(/<script>|<style|\son\w+=|https?:/);
    const parts = await readParts();
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      const found = await fetch(new URL(part, `${service.url}/`));
      expect([part, found.status]).toEqual([part, 200]);
      expect(found.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(found.headers.get("x-content-type-options")).toBe("nosniff");
      expect(found.headers.get("content-security-policy")).toContain("default-src 'none'");
      await found.arrayBuffer();
    }
  });

  test("allows the browser no script and no style but its own files, and nothing from anywhere else", async () => {
    const policy = (await fetch(`${service.url}/`)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
  });

  test.each(["/assets/", "/assets/../index.js", "/assets/%2e%2e/main.js", "/assets/nothing.js", "/console"])(
    "serves no other file: %s",
    async (path) => {
      const answer = await fetch(service.url + path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
    },
  );

  test("takes nothing but to be read", async () => {
    const answer = await fetch(`${service.url}/`, { method: "POST" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET"]);
  });
});
