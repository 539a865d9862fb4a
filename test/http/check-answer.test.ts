import { describe, expect, test } from "vitest";
import { describeService } from "../../src/app.ts";
import { createAnswerCheck } from "../support/check-answer.ts";

const check = createAnswerCheck(JSON.parse(JSON.stringify(describeService())));
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  method: "GET",
  path: "/v1/rings",
  status,
  headers: new Headers({ "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers }),
  text: body === undefined ? "" : JSON.stringify(body),
});
const problem = { type: "urn:ringfence:problem:x", title: "Not Found", status: 404, detail: "There is none" };
const ring = { ...answer(304, undefined), path: "/v1/rings/ring_1" };

describe("an answer", () => {
  test.each([
    ["a page", answer(200, { data: [], next_cursor: null })],
    ["a problem", answer(422, { ...problem, status: 422 })],
    ["no body where none is documented", { ...ring, headers: new Headers({ etag: '"1"' }) }],
    ["a path that there is not, refused", { ...answer(404, problem), path: "/v1/nothing" }],
    [
      "a method that there is not, refused",
      { ...answer(405, { ...problem, status: 405 }, { allow: "GET" }), method: "PUT" },
    ],
  ])("is right as %s", (_, given) => {
    expect(check(given)).toEqual([]);
  });

  test.each([
    ["a status", answer(418, problem), "has a status that the document has not"],
    ["a media type", answer(200, {}, { "content-type": "text/html" }), "has the media type text/html"],
    ["a field", answer(200, { data: [], next_cursor: null, more: 1 }), "must NOT have additional properties"],
    ["a body", { ...ring, headers: new Headers({ etag: '"1"' }), text: "{}" }, "has a body, and the document none"],
    ["a path", { ...answer(200, {}), path: "/v1/nothing" }, "is of a path that the document has not"],
    ["a method", { ...answer(200, {}), method: "PUT" }, "is of a method that the document has not"],
    ["a field's type deep inside", answer(200, { data: [{ id: 7 }], next_cursor: null }), "/data/0/id must be string"],
  ])("is wrong with %s that is not documented", (_, given, fault) => {
    expect(check(given).join("\n")).toContain(fault);
  });

  test.each([
    ["without a header that it must have", ring, "lacks the header ETag"],
    ["that is no JSON", { ...answer(200, undefined), text: "{" }, "is no JSON"],
    ["that is a problem of another status", answer(422, problem), "of another status"],
    [
      "that refuses a method and not says which it takes",
      { ...answer(405, { ...problem, status: 405 }), method: "PUT" },
      "lacks Allow",
    ],
    ["that refuses without a problem", { ...answer(404, {}), path: "/v1/nothing" }, "is no problem document"],
  ])("%s is wrong", (_, given, fault) => {
    expect(check(given).join("\n")).toContain(fault);
  });
});
