import { z } from "zod";

/** A text that Postgres can store: without NUL and without half of a surrogate pair. */
export const Storable = z
  .string()
  .refine((text) => !/\0|\p{Surrogate}/u.test(text), "must not contain NUL or broken characters");
