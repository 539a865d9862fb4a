import type { Request, Response } from "express";
import { HttpProblem } from "./http-problem.ts";

const tagPattern = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;
const tagList = /^\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*(?:,\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*)*$/;

/** Answers with a body of this version under its `ETag`; 304 without the body where `If-None-Match` has it already. */
export function sendVersion(request: Request, response: Response, version: string, body: unknown): void {
  response.setHeader("ETag", toEntityTag(version));
  const known = readTags(request, "if-none-match");
  // Express would do this by itself, but not for `fetch`, which adds `Cache-Control: no-cache` whenever it sends this header.
  if (known === "any" || known?.some(({ tag }) => tag === version)) response.status(304).end();
  else response.json(body);
}

/**
 * The versions that a change is meant for, by `If-Match`; undefined where any will do.
 *
 * @throws {HttpProblem} 400 `malformed-header`
 */
export function readIfMatch(request: Request): readonly string[] | undefined {
  const tags = readTags(request, "if-match");
  // A weak tag never matches here (RFC 9110, 13.1.1): it promises that two versions mean much the same, not that they are one.
  return tags === "any" ? undefined : tags?.filter(({ isWeak }) => !isWeak).map(({ tag }) => tag);
}

/** A version as `ETag` and `If-Match` have it: in quotes. */
export const toEntityTag = (version: string): string => `"${version}"`;

function readTags(request: Request, name: "if-match" | "if-none-match") {
  const header = request.headers[name];
  if (header === undefined) return undefined;
  if (header.trim() === "*") return "any";
  if (!tagList.test(header)) {
    throw new HttpProblem(
      400,
      "malformed-header",
      `\`${name}\` takes the \`ETag\` of an earlier answer with its quotes, or *`,
    );
  }
  return [...header.matchAll(tagPattern)].map(([, weak, tag = ""]) => ({ tag, isWeak: weak !== undefined }));
}
