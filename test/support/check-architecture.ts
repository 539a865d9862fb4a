/** A source file: its path below src/, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const features = [
  "ingest",
  "storage",
  "rings",
  "policies",
  "verdicts",
  "runs",
  "schedule",
  "reports",
  "indicators",
  "assessments",
  "erasure",
  "alerts",
  "api-keys",
  "evaluation",
  "simulate",
  "demo",
];
/** What those that touch the database may import, besides each other where that is allowed. */
const underFeatures = [
  "model",
  "graph",
  "detection",
  "db",
  "audit",
  "outbox",
  "contract",
  "dependencies",
  "config",
  "background-work",
  "program-version",
  "metrics",
  "describe-error",
  "seal",
];

/** Which folders (or files right in src/) a folder may import, besides itself. What is not listed may import nothing. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  graph: ["model"],
  detection: ["model", "graph"],
  contract: ["model"],
  console: ["model", "contract"],
  config: [],
  "background-work": [],
  "program-version": [],
  "describe-error": [],
  seal: [],
  metrics: ["model", "db"],
  dependencies: ["config", "db", "model", "background-work", "metrics"],
  db: ["model", "config"],
  audit: ["model", "db"],
  outbox: ["model", "db", "contract"],
  ingest: underFeatures,
  storage: [...underFeatures, "ingest"],
  rings: underFeatures,
  alerts: underFeatures,
  "api-keys": underFeatures,
  evaluation: underFeatures,
  simulate: underFeatures,
  demo: underFeatures,
  policies: underFeatures,
  verdicts: underFeatures,
  runs: [...underFeatures, "ingest", "rings", "policies", "alerts"],
  schedule: [...underFeatures, "runs", "storage"],
  indicators: [...underFeatures, "ingest", "rings", "policies"],
  reports: [...underFeatures, "rings", "policies", "runs", "indicators"],
  assessments: [...underFeatures, "ingest", "rings", "policies", "runs", "indicators"],
  erasure: [...underFeatures, "ingest", "runs"],
  http: [...underFeatures, ...features],
  cli: [...underFeatures, ...features, "http"],
  app: [...underFeatures, ...features, "http"],
  main: [...underFeatures, ...features, "http", "cli", "app"],
};

/** Packages that pure folders may use: none of them reads a clock, a file or chance of its own. */
const purePackages = /^(graphology(-.*)?|pure-rand(\/.*)?)$/;
const pureFolders = ["model", "graph", "detection"];

/** What only the edge may read, and where the edge is. */
const readings = [
  { name: "process.env", pattern: /\bprocess\.env\b/, allowed: ["main.ts"] },
  { name: "Date.now()", pattern: /\bDate\.now\(/, allowed: ["main.ts"] },
  { name: "new Date()", pattern: /\bnew Date\(\s*\)/, allowed: ["main.ts"] },
  { name: "Math.random", pattern: /\bMath\.random\b/, allowed: [] },
  { name: "performance.now()", pattern: /\bperformance\.now\(/, allowed: [] },
];

/** Every way in which the files break the architecture, each with the file and the import or the call named. */
export function checkArchitecture(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...checkImports(file), ...checkReadings(file)]);
}

function checkImports({ path, text }: SourceFile): string[] {
  const own = roomOf(path);
  return importsOf(text).flatMap((specifier) => {
    if (!specifier.startsWith(".")) return checkPackage(path, own, specifier);
    const target = resolve(path, specifier);
    const room = roomOf(target);
    if (room === own || mayImport[own]?.includes(room) === true) return [];
    return [`${path} imports ${specifier}: ${own} may not import ${room}`];
  });
}

function checkPackage(path: string, own: string, specifier: string): string[] {
  if (!pureFolders.includes(own) || purePackages.test(specifier)) return [];
  return [`${path} imports ${specifier}: ${own} is pure`];
}

function checkReadings({ path, text }: SourceFile): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
  return readings
    .filter(({ pattern, allowed }) => !allowed.includes(path) && pattern.test(code))
    .map(({ name }) => `${path} reads ${name}: take it as an argument`);
}

function importsOf(text: string): string[] {
  const statements =
    /(?:^|\n)\s*(?:import|export)\s[^"'`;]*?from\s*"([^"]+)"|import\s*\(\s*"([^"]+)"|(?:^|\n)import\s*"([^"]+)"/g;
  return [...text.matchAll(statements)].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
}

/** `rings/match-rings.ts` is in `rings`; `app.ts` is a room of its own, `app`. */
function roomOf(path: string): string {
  return (path.split("/")[0] as string).replace(/\.ts$/, "");
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}
