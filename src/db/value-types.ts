import pg from "pg";

const { builtins } = pg.types;
const bigintArrayOid = 1016;
// The typings know only the types that pg gives a name to.
const readTexts = pg.types.getTypeParser(bigintArrayOid as 20) as (text: string) => (string | null)[];

type TextParser = (text: string) => unknown;

const ownParsers = new Map<number, TextParser>([
  // Keys and counts stay far below 2^53; pg would hand out strings, which add up by concatenation.
  [builtins.INT8, Number],
  [bigintArrayOid, (text) => readTexts(text).map(toNumber)],
  // pg would make midnight in the machine's own zone of a day, which is another day west of Greenwich.
  [builtins.DATE, (text) => text],
]);

function toNumber(text: string | null): number | null {
  return text === null ? null : Number(text);
}

/** How a pool reads what Postgres sends. Given to each pool, so that other users of pg in the process are left alone. */
export const valueTypes = {
  getTypeParser(oid: number, format?: "text" | "binary"): unknown {
    const own = format === "binary" ? undefined : ownParsers.get(oid);
    return own ?? pg.types.getTypeParser(oid, format as "text");
  },
} as pg.CustomTypesConfig;
