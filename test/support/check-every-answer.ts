import type { CheckedAnswer } from "./check-answer.ts";

// Every answer of the service that a test gets by `fetch` is held against the OpenAPI document, whatever the test is about: where the two
// differ, the `fetch` fails. Nothing has to be said in a test for that, so that none can forget it.

const plainFetch = globalThis.fetch;
let check: Promise<(answer: CheckedAnswer) => string[]> | undefined;

globalThis.fetch = async (input, init) => {
  const response = await plainFetch(input, init);
  // All answers of the service have one, and nothing else that tests start has.
  if (!response.headers.has("x-request-id")) return response;
  const text = await response.clone().text();
  check ??= prepareCheck();
  const { pathname } = new URL(response.url);
  const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
  const { status, headers } = response;
  const faults = (await check)({ method, path: pathname, status, headers, text });
  if (faults.length === 0) return response;
  const which = `${method} ${pathname}: the answer ${status}`;
  throw new Error(
    `${which} is not as the OpenAPI document says:\n${faults.map((fault) => `it ${fault}`).join("\n")}\n${text}`,
  );
};

/** Only where a test asks the service: others need not load it. */
async function prepareCheck(): Promise<(answer: CheckedAnswer) => string[]> {
  const [{ createAnswerCheck }, { describeService }] = await Promise.all([
    import("./check-answer.ts"),
    import("../../src/app.ts"),
  ]);
  return createAnswerCheck(JSON.parse(JSON.stringify(describeService())));
}
