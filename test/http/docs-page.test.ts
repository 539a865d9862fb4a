import { describe, expect, test } from "vitest";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestService } from "../support/test-service.ts";

const service = useTestService(stoppedAt("2026-06-01T12:00:00Z"));

describe("/docs", () => {
  test("is a page whose every part comes from this service, without a key", async () => {
    const answer = await fetch(`${service.url}/docs`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/html");
    const html = await answer.text();
    const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part as string);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const { origin, href } = new URL(part, `${service.url}/docs`);
      expect(origin).toBe(service.url);
      const found = await fetch(href);
      expect([part, found.status]).toEqual([part, 200]);
      expect(found.headers.get("x-content-type-options")).toBe("nosniff");
      await found.arrayBuffer();
    }
    expect(html).not.toMatch(/<script>|<style|\son\w+=/);
  });

  test("allows the browser nothing from anywhere else", async () => {
    for (const path of ["/docs", "/docs/start.js", "/docs/swagger-ui.css"]) {
      const policy = (await fetch(service.url + path)).headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval|upgrade-insecure/);
    }
  });

  test("asks nobody whether the document is valid", async () => {
    expect(await (await fetch(`${service.url}/docs/start.js`)).text()).toContain("validatorUrl: null");
  });

  test.each(["/docs/package.json", "/docs/index.html", "/docs/../package.json", "/docs/%2e%2e%2fpackage.json"])(
    "serves no other file: %s",
    async (path) => {
      expect((await fetch(service.url + path)).status).toBe(404);
    },
  );

  test("takes no other method", async () => {
    expect((await fetch(`${service.url}/docs`, { method: "POST" })).status).toBe(405);
  });
});
