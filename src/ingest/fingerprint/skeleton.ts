/** Long enough to be one template's own, short enough to end before the part that varies. */
const skeletonLength = 12;
/** Below this the skeleton is mostly masks, and half of the world's prompts share it. */
const fewestWords = 4;

/** The first twelve tokens; undefined where they say too little. */
export function openingSkeleton(tokens: readonly string[]): string | undefined {
  return toSkeleton(tokens.slice(0, skeletonLength));
}

/** The last twelve tokens; undefined where they say too little, or where the opening has said it all. */
export function closingSkeleton(tokens: readonly string[]): string | undefined {
  return tokens.length <= skeletonLength ? undefined : toSkeleton(tokens.slice(-skeletonLength));
}

function toSkeleton(tokens: readonly string[]): string | undefined {
  const words = new Set(tokens.filter((token) => !token.startsWith("<")));
  return words.size < fewestWords ? undefined : tokens.join(" ");
}
