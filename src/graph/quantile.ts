/** The value below which a share of an ascending, non-empty list lies. */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))];
}
