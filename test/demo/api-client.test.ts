import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { ApiClient } from "../../src/demo/api-client.ts";

let server: Server;
afterEach(() => server.close());

async function clientOf(answer: RequestListener): Promise<ApiClient> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return new ApiClient(`http://127.0.0.1:${port}`, "rf_key", new AbortController().signal);
}

/** Breaks the connection of the first so many requests, and answers the others with their number. */
function breaking(times: number): RequestListener {
  let requests = 0;
  return (request, response) => {
    requests += 1;
    if (requests <= times) request.socket.resetAndDestroy();
    else response.setHeader("content-type", "application/json").end(JSON.stringify({ requests }));
  };
}

describe("the client of the API", () => {
  test("asks again once where the connection breaks", async () => {
    const client = await clientOf(breaking(1));
    expect(await client.get("/v1/rings")).toEqual({ requests: 2 });
  });

  test("gives up when it breaks again", async () => {
    const client = await clientOf(breaking(2));
    await expect(client.get("/v1/rings")).rejects.toThrow("fetch failed");
  });

  test("never sends a change twice", async () => {
    const client = await clientOf(breaking(1));
    await expect(client.post("/v1/runs", {})).rejects.toThrow("fetch failed");
  });
});
