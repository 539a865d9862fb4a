import { type Agent, request } from "node:http";
import type { CheckedAnswer } from "../support/check-answer.ts";
import type { MadeUpRequest } from "./made-up-requests.ts";

/** Nothing may take longer, whatever was asked. */
const mostMilliseconds = 60_000;

/**
 * Sends a request as it is, however odd.
 *
 * @throws {Error} when there is no answer
 */
export function sendRequest(
  url: string,
  agent: Agent,
  { method, target, headers, body }: MadeUpRequest,
): Promise<CheckedAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const call = request(
      { hostname, port, agent, method, path: target, headers: { ...headers, ...length }, timeout: mostMilliseconds },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const answered = new Headers();
          for (const [name, value] of Object.entries(response.headers))
            answered.set(name, [value ?? ""].flat().join(", "));
          const path = target.split("?", 1)[0] as string;
          resolve({ method, path, status: response.statusCode ?? 0, headers: answered, text });
        });
      },
    );
    call.on("timeout", () => call.destroy(new Error("There was no answer in time")));
    call.on("error", reject);
    call.end(body);
  });
}
