import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { IngestBody } from "../contract/event.ts";
import { DomainError } from "../model/errors.ts";

/** A page of a list, as every list of the API answers. */
interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

/** The public API, as any customer would call it. */
export class ApiClient {
  readonly #url: string;
  readonly #key: string;
  readonly #signal: AbortSignal;

  constructor(url: string, key: string, signal: AbortSignal) {
    this.#url = url;
    this.#key = key;
    this.#signal = signal;
  }

  /** Asked again once where the connection breaks: a service that is busy may close an idle one at the moment it is used. */
  get<Body>(path: string): Promise<Body> {
    return this.#call<Body>(path, {}).catch((error: unknown) => {
      if (!isReset(error)) throw error;
      return this.#call(path, {});
    });
  }

  post<Body>(path: string, body: unknown): Promise<Body> {
    return this.#call(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /** Sends JSON lines as one stream, as fast as the service takes them. */
  sendEvents(lines: Iterable<string>): Promise<IngestBody> {
    const source = Readable.from(lines, { objectMode: false });
    return this.#call("/v1/events", {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: Readable.toWeb(source) as ReadableStream<Uint8Array>,
      duplex: "half",
    });
  }

  /** Every item of a list, page by page. */
  async *list<Item>(path: string): AsyncGenerator<Item> {
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "limit=200" : `limit=200&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<Item> = await this.get(`${path}?${query}`);
      yield* page.data;
      cursor = page.next_cursor;
    }
  }

  async #call<Body>(path: string, request: RequestInit): Promise<Body> {
    const headers = { ...request.headers, authorization: `Bearer ${this.#key}` };
    const response = await fetch(`${this.#url}${path}`, { ...request, headers, signal: this.#signal });
    if (!response.ok) {
      const words = `${request.method ?? "GET"} ${path} answered ${response.status}: ${await response.text()}`;
      throw new DomainError("unavailable", "unexpected-answer", words);
    }
    return (await response.json()) as Body;
  }
}

/** `fetch` says what happened in the cause of its error. */
function isReset(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
  return code === "ECONNRESET" || code === "UND_ERR_SOCKET";
}
