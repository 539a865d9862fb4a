import { useConsole } from "../console-context.ts";
import type { Ring } from "../contract-types.ts";
import { toProblem } from "../use-resource.ts";
import { pathOfRing } from "./paths.ts";
import { saveFile } from "../save-file.ts";

const files = [
  { title: "Report to file (HTML)", path: "report", type: "text/html", ending: "html" },
  { title: "Report for programs (JSON)", path: "report", type: "application/json", ending: "json" },
  { title: "Members (CSV)", path: "report", type: "text/csv", ending: "csv" },
  { title: "Graph for Gephi (GEXF)", path: "graph", type: "application/gexf+xml", ending: "gexf" },
  { title: "Graph (GraphML)", path: "graph", type: "application/graphml+xml", ending: "graphml" },
] as const;

/** What a ring can be taken away as. */
export function Exports({ ring }: { readonly ring: Ring }) {
  const { api, announce } = useConsole();
  const save = async ({ path, type, ending }: (typeof files)[number]) => {
    try {
      const limit = path === "graph" ? "?limit=1000" : "";
      saveFile(await api.download(`${pathOfRing(ring.id, path)}${limit}`, type), `${ring.id}.${ending}`);
      announce({
        text:
          path === "report" ? `Saved ${ring.id}.${ending}; the export is on record.` : `Saved ${ring.id}.${ending}.`,
      });
    } catch (error) {
      announce({ text: `Not exported: ${toProblem(error).message}` });
    }
  };
  return (
    <details class="menu">
      <summary>Export</summary>
      <ul>
        {files.map((file) => (
          <li key={file.ending}>
            <button type="button" class="plain" onClick={() => void save(file)}>
              {file.title}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
