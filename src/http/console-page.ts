import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler, Router } from "express";
import { HttpProblem } from "./http-problem.ts";

/** Where `npm run build` puts it: beside this file's folder when built; when run from source, where the build is. */
const besideUs = extname(import.meta.url) === ".ts" ? "../../dist/console" : "../console";
const folder = fileURLToPath(new URL(besideUs, import.meta.url));

/** Everything comes from this service, as a file of its own. What an event holds can be no script here, whatever it looks like. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/`: the console, a page in the browser that calls the public API. It holds no data, so that it needs no key; what it shows does. */
export function consolePage(): Router {
  const router = Router({ strict: true });
  router.get("/", guard, (_request, response) => {
    if (!existsSync(join(folder, "index.html"))) {
      throw new HttpProblem(404, "console-not-built", "The console is not built here: run `npm run build`");
    }
    response.sendFile("index.html", { root: folder, cacheControl: false, headers: { "Cache-Control": "no-cache" } });
  });
  // Their names change with what is in them.
  const assets = { index: false, immutable: true, maxAge: "365d", fallthrough: true, redirect: false } as const;
  router.use("/assets", guard, express.static(join(folder, "assets"), assets));
  return router;
}

const guard: RequestHandler = (_request, response, next) => {
  response.setHeader("Content-Security-Policy", contentSecurityPolicy);
  next();
};
