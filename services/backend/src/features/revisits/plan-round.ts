import type { PlannedVisit, RevisitStore, VisitCandidate } from './revisits.ts'

const hour = 3_600_000

/** Caps of a round, beside the budget of a host. */
const limits = {
  /** Visits of one round. */
  most: 2_000,
  /** No page is read twice within this. */
  restMs: 12 * hour,
  /** One that is gone, this seldom. */
  deadRestMs: 7 * 24 * hour,
  /** Pictures are taken anew after this. */
  picturesRestMs: 90 * 24 * hour,
}

/** Visits of one round that take pictures, and those of one host: each keeps a browser busy for seconds. */
const pictureBudget = { most: 50, perHost: 3 }

/** How a round is spread. */
export interface Spread {
  readonly at: Date
  /** Milliseconds over which the visits are spread. */
  readonly spreadMs: number
  /** 0 to 1. */
  readonly random: () => number
}

/** Milliseconds over which a round is spread: half of the time until the next, an hour at most. */
export function spreadOf(at: Date, next: Date | null): number {
  return Math.min(hour, next ? (next.getTime() - at.getTime()) / 2 : hour)
}

/** When each page is read: those of one host far apart from each other, and none at a time that a site could foresee. */
export function planVisits(
  candidates: readonly VisitCandidate[],
  { at, spreadMs, random }: Spread,
): PlannedVisit[] {
  const ofHost = Map.groupBy(candidates, ({ host }) => host)
  const due = [...ofHost.values()].flatMap((own) =>
    own.filter(({ picturesDue }) => picturesDue).slice(0, pictureBudget.perHost),
  )
  const pictured = new Set(due.slice(0, pictureBudget.most).map(({ toolId }) => toolId))
  return [...ofHost.values()].flatMap((own) =>
    own.map(({ toolId }, index) => ({
      toolId,
      pictures: pictured.has(toolId),
      startAfter: new Date(at.getTime() + Math.floor(((index + random()) / own.length) * spreadMs)),
    })),
  )
}

/** Opens the round of a time of the schedule, unless another backend has. @returns how many visits it planned */
export async function openRound(
  store: Pick<RevisitStore, 'openRound'>,
  perHost: number,
  spread: Spread,
): Promise<number | undefined> {
  return store.openRound(spread.at, { ...limits, perHost }, (candidates) => planVisits(candidates, spread))
}
