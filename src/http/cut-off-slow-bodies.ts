import type { RequestHandler, Response } from "express";
import { HttpProblem } from "./http-problem.ts";

/**
 * Gives a body so long to arrive as a whole; then the request is answered with 408, where it has no answer yet, and its connection is cut.
 * Also of who has no key. A route that takes streams calls `allowStream`.
 *
 * @param seconds more than 0
 */
export function cutOffSlowBodies(seconds: number): RequestHandler {
  return (request, response, next) => {
    const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
    if (length === "0" && encoding === undefined) return next();
    const timer = setTimeout(() => {
      const { socket } = request;
      if (request.complete || socket.destroyed) return;
      if (response.headersSent) {
        socket.destroy();
        return;
      }
      response.once("finish", () => socket.destroySoon());
      next(tooSlow(seconds));
    }, seconds * 1000);
    // Whoever has gone needs no cutting off: nobody waits for this.
    timer.unref();
    response.locals.bodyTimer = timer;
    request.once("end", () => clearTimeout(timer));
    next();
  };
}

/** Lets the body of this request take as long as it likes, while anything moves on its connection. */
export function allowStream(response: Response): void {
  clearTimeout(response.locals.bodyTimer as NodeJS.Timeout | undefined);
}

function tooSlow(seconds: number): HttpProblem {
  return new HttpProblem(408, "body-too-slow", `The body did not arrive within ${seconds} s: send less at a time`, {
    Connection: "close",
  });
}
