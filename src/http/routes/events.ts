import { isUtf8 } from "node:buffer";
import express, { type Request, type RequestHandler, Router } from "express";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { z } from "zod";
import { EventInput, IngestBody, mostEventsInArray } from "../../contract/event.ts";
import type { Dependencies } from "../../dependencies.ts";
import { GroupedWriter } from "../../ingest/grouped-writer.ts";
import { ingestStream } from "../../ingest/ingest-stream.ts";
import { ingestValues } from "../../ingest/ingest-values.ts";
import { RollUp } from "../../ingest/roll-up.ts";
import { type Packing, unpack } from "../../ingest/unpack.ts";
import { unpackZstd } from "../../ingest/unpack-zstd.ts";
import { requireScope } from "../authenticate.ts";
import { allowStream } from "../cut-off-slow-bodies.ts";
import { HttpProblem } from "../http-problem.ts";
import { InvalidInput } from "../invalid-input.ts";
import { problemResponses } from "../problem-responses.ts";

const ndjson = "application/x-ndjson";
/** Of a JSON body, unpacked. It has to be in memory as a whole; a stream has not, and no limit. */
const largestJsonBytes = 64 * 1024 * 1024;

/** `POST /v1/events`: one event, a list, or a stream. */
export function eventRoutes(
  given: Pick<Dependencies, "database" | "clock" | "secret" | "logger" | "background" | "metrics">,
): Router {
  const router = Router();
  const rollUp = new RollUp(given);
  const dependencies = { ...given, rollUp, observer: given.metrics };
  const writer = new GroupedWriter(dependencies);
  // A process that died may have left some.
  rollUp.add(0);

  router.post("/events", requireScope("events:write"), async (request, response, next) => {
    const type = request.is(["application/json", ndjson]);
    if (!type) throw wrongType();
    if (type === "application/json") return next();
    allowStream(response);
    const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    try {
      response.json(await ingestStream(dependencies, unpack(body, packingOf(request))));
    } finally {
      // What is left of a body that broke or that nobody will read is let go by; else the connection could not be used again.
      request.resume();
    }
  });

  router.post("/events", readZstdJson, readJson, async (request, response) => {
    const body: unknown = request.body;
    const values = Array.isArray(body) ? body : [body];
    if (values.length > mostEventsInArray) throw tooManyEvents(values.length);
    const report = await ingestValues({ ...dependencies, writer, now: dependencies.clock.now() }, values);
    if (!Array.isArray(body) && report.rejected > 0) {
      throw new InvalidInput(
        "invalid-body",
        report.errors.map(({ detail, pointer }) => ({ detail, pointer })),
      );
    }
    response.json(report);
  });
  return router;
}

const readJson = express.json({
  limit: largestJsonBytes,
  strict: false,
  verify: (_request, _response, bytes) => {
    // The parser would put a replacement character for what it cannot read, and two ids could become one.
    if (!isUtf8(bytes)) throw notUtf8();
  },
});

/** The library's parser unpacks gzip, but no zstd. A body that was read to its end it leaves alone. */
const readZstdJson: RequestHandler = async (request, _response, next) => {
  if (request.headers["content-encoding"]?.toLowerCase() !== "zstd") return next();
  try {
    const bytes = await readWhole(unpackZstd(request.iterator({ destroyOnReturn: false })));
    if (!isUtf8(bytes)) throw notUtf8();
    request.body = parseJson(bytes.toString("utf8"));
  } finally {
    request.resume();
  }
  next();
};

async function readWhole(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source) {
      length += chunk.length;
      if (length > largestJsonBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw new HttpProblem(400, "bad-request", "The body cannot be unpacked");
  }
  if (length > largestJsonBytes) {
    throw new HttpProblem(413, "body-too-large", "The body is larger than this route takes");
  }
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new HttpProblem(400, "malformed-json", "The body is not JSON");
  }
}

const notUtf8 = () => new HttpProblem(400, "malformed-json", "The body is not UTF-8");

const packings: Readonly<Record<string, Packing | undefined>> = {
  identity: undefined,
  gzip: "gzip",
  "x-gzip": "gzip",
  zstd: "zstd",
};

function packingOf(request: Request): Packing | undefined {
  const encoding = (request.headers["content-encoding"] ?? "identity").toLowerCase();
  if (Object.hasOwn(packings, encoding)) return packings[encoding];
  throw new HttpProblem(415, "unsupported-encoding", "The body must be plain, gzip or zstd", {
    "Accept-Encoding": "gzip, zstd, identity",
  });
}

function wrongType(): HttpProblem {
  const types = `application/json, ${ndjson}`;
  return new HttpProblem(415, "unsupported-media-type", `Send events as one of: ${types}`, { Accept: types });
}

function tooManyEvents(count: number): HttpProblem {
  const most = mostEventsInArray.toLocaleString("en");
  return new HttpProblem(
    413,
    "too-many-events",
    `The list has ${count.toLocaleString("en")} events where ${most} are taken: send several lists, or a stream of ${ndjson}`,
  );
}

const example = {
  id: "evt_1",
  type: "signup",
  account_id: "acct_1",
  occurred_at: "2026-04-22T09:00:00Z",
  ip: "203.0.113.7",
  email: "ada@example.com",
};

export const eventPaths: ZodOpenApiPathsObject = {
  "/v1/events": {
    post: {
      operationId: "sendEvents",
      summary: "Send events",
      description: [
        "One event, a list of up to 10,000, or a stream of JSON lines without a limit; gzip or zstd if you like. A valid event is stored",
        "even where its neighbour is refused: look at `rejected`. What is counted as accepted is on disk. The same id again is a",
        "duplicate, so after a broken connection simply send the same lines again. A line may have 2 MiB.",
      ].join(" "),
      tags: ["events"],
      security: [{ key: ["events:write"] }],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: z.union([EventInput, z.array(EventInput).max(mostEventsInArray)]),
            examples: { one: { summary: "One event", value: example }, list: { summary: "A list", value: [example] } },
          },
          [ndjson]: {
            schema: { type: "string", description: "One event on each line." },
            example: `${JSON.stringify(example)}\n`,
          },
        },
      },
      responses: {
        200: {
          description: "What became of the events. A list or a stream is answered so even where all were refused.",
          content: { "application/json": { schema: IngestBody } },
        },
        ...problemResponses(400, 413, 415, 422, 503),
      },
    },
  },
};
