import { once } from "node:events";
import { createReadStream } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { IngestBody } from "../../src/contract/event.ts";

/**
 * Streams a file of JSON lines to the service on a connection of its own.
 *
 * With `node:http`, because the client works on the same cores as what is measured, and `fetch` costs it more.
 */
export async function sendFile(url: string, key: string, file: string, signal: AbortSignal): Promise<IngestBody> {
  const post = request(`${url}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
    signal,
  });
  const [[response]] = await Promise.all([
    once(post, "response") as Promise<[IncomingMessage]>,
    pipeline(createReadStream(file, { highWaterMark: 262_144 }), post),
  ]);
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`POST /v1/events answered ${response.statusCode}: ${body}`);
  return JSON.parse(body) as IngestBody;
}
