/** What a community's log-odds came to, in nats, and what it is. */
export interface Verdict {
  readonly logOdds: number;
  readonly isRing: boolean;
}

export interface Scale {
  readonly slope: number;
  /** In nats. */
  readonly offset: number;
}

const mostSteps = 100;
const smallestStep = 1e-9;

/**
 * The slope and offset that make probabilities of log-odds: the logistic function of `slope` x log-odds + `offset`, fitted by
 * maximum likelihood with Newton's method. The targets are held a little away from 0 and 1, as one more case of either sort would do, so that
 * the fit exists where the two sorts do not overlap.
 *
 * @throws {RangeError} unless there are rings and others
 * @see Platt (1999); Lin, Lin and Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine Learning 68 (2007)
 */
export function fitPlatt(verdicts: readonly Verdict[]): Scale {
  const rings = verdicts.filter(({ isRing }) => isRing).length;
  const others = verdicts.length - rings;
  if (rings === 0 || others === 0) throw new RangeError("It takes rings and others to tell them apart");
  const targetOf = ({ isRing }: Verdict) => (isRing ? (rings + 1) / (rings + 2) : 1 / (others + 2));
  let scale: Scale = { slope: 1, offset: 0 };
  for (let step = 0; step < mostSteps; step++) {
    const next = newtonStep(verdicts, targetOf, scale);
    const moved = Math.abs(next.slope - scale.slope) + Math.abs(next.offset - scale.offset);
    scale = next;
    if (moved < smallestStep) break;
  }
  return scale;
}

/** One step towards the greatest likelihood, halved until it does not make it worse. */
function newtonStep(verdicts: readonly Verdict[], targetOf: (verdict: Verdict) => number, scale: Scale): Scale {
  let [slopeSlope, slopeOffset, offsetOffset, bySlope, byOffset] = [1e-12, 0, 1e-12, 0, 0];
  for (const verdict of verdicts) {
    const probability = logistic(verdict.logOdds, scale);
    const spread = probability * (1 - probability);
    const error = probability - targetOf(verdict);
    slopeSlope += verdict.logOdds ** 2 * spread;
    slopeOffset += verdict.logOdds * spread;
    offsetOffset += spread;
    bySlope += verdict.logOdds * error;
    byOffset += error;
  }
  const determinant = slopeSlope * offsetOffset - slopeOffset ** 2;
  const slopeStep = (offsetOffset * bySlope - slopeOffset * byOffset) / determinant;
  const offsetStep = (slopeSlope * byOffset - slopeOffset * bySlope) / determinant;
  const before = crossEntropy(verdicts, targetOf, scale);
  for (let share = 1; share > 1e-10; share /= 2) {
    const next = { slope: scale.slope - share * slopeStep, offset: scale.offset - share * offsetStep };
    if (crossEntropy(verdicts, targetOf, next) <= before) return next;
  }
  return scale;
}

function crossEntropy(verdicts: readonly Verdict[], targetOf: (verdict: Verdict) => number, { slope, offset }: Scale) {
  return verdicts.reduce((sum, verdict) => {
    const logOdds = slope * verdict.logOdds + offset;
    return sum + Math.log1p(Math.exp(-Math.abs(logOdds))) + Math.max(0, logOdds) - targetOf(verdict) * logOdds;
  }, 0);
}

function logistic(logOdds: number, { slope, offset }: Scale): number {
  return 1 / (1 + Math.exp(-(slope * logOdds + offset)));
}
