import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type RequestHandler, Router } from "express";

/** The parts of Swagger UI that the page needs; nothing else of the package is served. */
const parts = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Ringfence API</title>
    <link rel="icon" href="docs/favicon-32x32.png">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <main id="api">
      <noscript>This page needs JavaScript. What it shows is in <a href="openapi.json">openapi.json</a>.</noscript>
    </main>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

/** In a file of its own, so that the page needs no permission for scripts inside of it. Without validator: that one is on the internet. */
const start = `SwaggerUIBundle({ url: "openapi.json", dom_id: "#api", validatorUrl: null, deepLinking: true, docExpansion: "none" });
`;

/** Everything comes from this service. Swagger UI writes styles into its elements. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/docs`: the API, to be read and tried out in a browser. No key, and no request to anybody else. */
export function docsPage(): Router {
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  const router = Router({ strict: true });
  router.use(["/docs", "/docs/*part"], guard);
  router.get("/docs", (_request, response) => {
    response.type("html").send(page);
  });
  router.get("/docs/", (_request, response) => response.redirect(308, "../docs"));
  router.get("/docs/start.js", (_request, response) => {
    response.type("text/javascript").send(start);
  });
  for (const part of parts) {
    router.get(`/docs/${part}`, (_request, response) => {
      response.sendFile(join(folder, part), { maxAge: "1h" });
    });
  }
  return router;
}

const guard: RequestHandler = (_request, response, next) => {
  response.setHeader("Content-Security-Policy", contentSecurityPolicy);
  next();
};
