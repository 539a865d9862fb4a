import type { ProblemBody } from "../contract/problem.ts";

/** Values of a query; what is undefined or empty is left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

/** A refusal in the service's own words, or a sentence on why it could not be asked. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  /** 0 where there was no answer. */
  readonly status: number;
  /** The last word of the problem's type, such as `missing-scope`. */
  readonly code: string;
  readonly faults: readonly string[];

  constructor(status: number, code: string, message: string, faults: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.faults = faults;
  }
}

/** An answer with the name of the state that it shows. */
export interface Versioned<Body> {
  readonly body: Body;
  /** Its `ETag`, for a change that is meant for this state only. */
  readonly version: string | null;
}

interface ApiOptions {
  readonly fetch: typeof fetch;
  readonly key: string;
  /** Called when the service does not know the key. */
  readonly onRefused: (problem: ApiProblem) => void;
}

/** The public API with one key. Paths start with `/v1`; every method throws an `ApiProblem`. */
export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  async get<Body>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Body> {
    return (await this.getVersioned<Body>(path, query, signal)).body;
  }

  async getVersioned<Body>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Versioned<Body>> {
    const response = await this.#call(withQuery(path, query), signal ? { signal } : {});
    return { body: (await response.json()) as Body, version: response.headers.get("etag") };
  }

  async send<Body>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    options: SendOptions = {},
  ): Promise<Body> {
    const headers: Record<string, string> = { ...options.headers };
    if (options.body !== undefined) headers["content-type"] = "application/json";
    const body = options.body === undefined ? null : JSON.stringify(options.body);
    const response = await this.#call(path, { method, headers, body });
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as Body;
  }

  /** A file in one of the types that the route offers. */
  async download(path: string, type: string): Promise<Blob> {
    return (await this.#call(path, { headers: { accept: type } })).blob();
  }

  async #call(path: string, init: RequestInit): Promise<Response> {
    const { fetch, key } = this.#options;
    const headers = { accept: "application/json", ...init.headers, authorization: `Bearer ${key}` };
    let response: Response;
    try {
      // Relative, so that the console also works below a path of somebody's proxy.
      response = await fetch(path.slice(1), { ...init, headers, cache: "no-store" });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new ApiProblem(
        0,
        "unreachable",
        "The service does not answer. Is it still running? Try again in a moment.",
      );
    }
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (response.status === 401) this.#options.onRefused(problem);
    throw problem;
  }
}

interface SendOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A path with its segments escaped: accounts and identifiers may hold anything. */
export function pathOf(...segments: readonly string[]): string {
  return `/v1/${segments.map(encodeURIComponent).join("/")}`;
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
  const code = body?.type.split(":").at(-1) ?? `http-${response.status}`;
  const faults = (body?.errors ?? []).map(({ detail, pointer, parameter }) => {
    const place = pointer ?? parameter ?? "";
    return place === "" ? detail : `${place}: ${detail}`;
  });
  return new ApiProblem(response.status, code, body?.detail ?? `The service answered ${response.status}`, faults);
}
