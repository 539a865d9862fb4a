import { join } from "node:path";
import { defineConfig } from "vite";

/** The console: what the browser is given. Every script, style and worker is a file of its own, for the page's policy allows nothing else. */
export default defineConfig({
  root: join(import.meta.dirname, "src/console"),
  base: "./",
  build: {
    outDir: join(import.meta.dirname, "dist/console"),
    emptyOutDir: true,
    // A file put into the page as a data: address would be refused there.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: "es" },
});
