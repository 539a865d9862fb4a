import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { startServer } from "../../src/http/start-server.ts";

test("a port in use is a sentence that says what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(startServer(() => {}, { host: "127.0.0.1", port })).rejects.toMatchObject({
    code: "port-in-use",
    message: `Port ${port} on 127.0.0.1 is in use: stop what listens there, or set PORT to another.`,
  });
  other.close();
});

test("a host that is not ours is a sentence that says what to do", async () => {
  await expect(startServer(() => {}, { host: "203.0.113.7", port: 0 })).rejects.toMatchObject({ code: "host-unknown" });
});

test("closing waits for the answer under way and takes no new request", async () => {
  let finish = () => {};
  const asked = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let arrived = () => {};
  const hasArrived = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = await startServer(
    (_request, response) => {
      arrived();
      void asked.then(() => response.end("done"));
    },
    { host: "127.0.0.1", port: 0 },
  );
  const answer = fetch(server.url).then((response) => response.text());
  await hasArrived;
  const closed = server.close();
  await expect(fetch(server.url)).rejects.toThrow();
  finish();
  expect(await answer).toBe("done");
  await closed;
});

test("closing does not wait for ever: a request that will not end is cut off", async () => {
  const server = await startServer(() => {}, { host: "127.0.0.1", port: 0 });
  const pending = request(server.url).end();
  const failure = once(pending, "error");
  await once(pending, "finish");
  await new Promise((resolve) => setTimeout(resolve, 50));
  await server.close(100);
  expect((await failure)[0]).toMatchObject({ code: "ECONNRESET" });
});
