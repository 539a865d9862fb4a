import { z } from "zod";

const bits = z.number().min(0);

/** Bits of evidence by family, as each link has them. */
export const familyBits = z
  .strictObject({ network: bits, payment: bits, content: bits, device: bits, contact: bits })
  .meta({ description: "Bits by family of what is shared." });
