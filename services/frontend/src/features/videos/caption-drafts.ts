import type { CaptionTrack } from '../../api/rest-types.ts'

/** What somebody wrote and has not saved, by the place of the line. */
export type CaptionDrafts = ReadonlyMap<number, string>

/** The drafts with one more; none for a line that reads as it is kept. */
export function withDraft(
  drafts: CaptionDrafts,
  track: CaptionTrack,
  place: number,
  text: string,
): CaptionDrafts {
  const next = new Map(drafts)
  const kept = track.lines.find((line) => line.place === place)
  if (kept?.text === text) next.delete(place)
  else next.set(place, text)
  return next
}

/** What is sent: at most so many lines at once as the backend takes; a line without words is not. */
export function changedLines(drafts: CaptionDrafts): { place: number; text: string }[] {
  return [...drafts]
    .map(([place, text]) => ({ place, text: text.trim() }))
    .filter(({ text }) => text !== '')
    .slice(0, 500)
}

/** The drafts that still say something else than the track, after it has changed. */
export function remaining(drafts: CaptionDrafts, track: CaptionTrack): CaptionDrafts {
  const texts = new Map(track.lines.map(({ place, text }) => [place, text]))
  return new Map([...drafts].filter(([place, text]) => texts.has(place) && texts.get(place) !== text.trim()))
}

/** The line that is spoken at a moment; the last one before it in a pause. @param time seconds */
export function lineAt(track: CaptionTrack, time: number): number | undefined {
  return track.lines.findLast(({ startMs }) => startMs <= time * 1_000 + 1)?.place
}
