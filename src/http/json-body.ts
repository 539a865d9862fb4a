import express, { type RequestHandler } from "express";
import { HttpProblem } from "./http-problem.ts";

/**
 * Reads a JSON body (gzip too) into `request.body`; without a body it stays `undefined`.
 *
 * Answers 400 `malformed-json`, 413 `body-too-large`, 415 `unsupported-media-type`.
 *
 * @param limitBytes of the body after decompression; 1 MiB unless told
 */
export function jsonBody(limitBytes = 1_048_576): RequestHandler[] {
  return [requireJson, express.json({ limit: limitBytes, strict: false, type: "application/json" })];
}

const requireJson: RequestHandler = (request, _response, next) => {
  // `is` answers null where there is no body and false where there is one of another type; but it takes a length of 0, which
  // many clients send with an empty POST, for a body.
  if (request.headers["content-length"] === "0" || request.is("application/json") !== false) return next();
  throw new HttpProblem(415, "unsupported-media-type", "The body must be application/json", {
    Accept: "application/json",
  });
};
