import express, { type RequestHandler } from "express";
import { HttpProblem } from "./http-problem.ts";

/**
 * Reads a JSON body (gzip too) into `request.body`; without a body it stays `undefined`.
 *
 * Answers 400 `malformed-json`, 413 `body-too-large`, 415 `unsupported-media-type`.
 *
 * @param limitBytes of the body after decompression; 1 MiB unless told
 * @param types that are taken
 */
export function jsonBody(limitBytes = 1_048_576, types: readonly string[] = ["application/json"]): RequestHandler[] {
  return [requireOneOf(types), express.json({ limit: limitBytes, strict: false, type: [...types] })];
}

function requireOneOf(types: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    // `is` answers null where there is no body and false where there is one of another type; but it takes a length of 0, which
    // many clients send with an empty POST, for a body.
    if (request.headers["content-length"] === "0" || request.is([...types]) !== false) return next();
    throw new HttpProblem(415, "unsupported-media-type", `The body must be ${types.join(" or ")}`, {
      Accept: types.join(", "),
    });
  };
}
