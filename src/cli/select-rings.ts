import type { Db } from "../db/database.ts";
import type { Ring } from "../model/ring.ts";
import { listAll } from "../rings/list-all.ts";
import { listRings, positionOf } from "../rings/list-rings.ts";

/** All rings of a kind, riskiest first. */
export function selectRings(db: Db, { flagged }: { readonly flagged: boolean | undefined }): Promise<Ring[]> {
  const sort = { by: "risk", descending: true } as const;
  return listAll((last: Ring | undefined) =>
    listRings(db, { flagged, sort, limit: 1000, after: last && positionOf(last, sort.by) }),
  );
}
