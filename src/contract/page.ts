import { z } from "zod";

/** How every list is asked for its pages; each list adds its own filters. */
export const pageParameters = {
  limit: z.coerce
    .number({ error: "must be a whole number from 1 to 200" })
    .int("must be a whole number")
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: "How many to return at most.", example: 50 }),
  cursor: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: "The `next_cursor` of the page before. Only good for the same list with the same sort." }),
};

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    data: z.array(item),
    next_cursor: z.string().nullable().meta({
      description: "Asks for the next page; null on the last one.",
      example: "eyJiZWZvcmUiOjQyfQ",
    }),
  });
}
