/**
 * Prints what the boxes of a fragmented MP4 say, as the service's check of renditions reads them: each fragment with its bytes and, of
 * each track, when its first sample is shown, how long it lasts, how many samples it has and with how many of them decoding can begin.
 *
 * `node services/video/scripts/show-boxes.ts FILE`
 */
import { readFragmentedFile } from '../src/boxes/read-file.ts'

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('which file? node services/video/scripts/show-boxes.ts FILE')
const { bytes, head, tracks, fragments } = await readFragmentedFile(path)
const rows = fragments.flatMap(({ start, end, runs }, index) =>
  runs.map((run) => {
    const track = tracks.find(({ id }) => id === run.track)
    const timescale = track?.timescale ?? 1
    return {
      fragment: index + 1,
      'bytes from': start,
      to: end - 1,
      track: track?.kind,
      'shown from, s': Number((run.shownFrom / timescale).toFixed(4)),
      'lasts, s': Number((run.duration / timescale).toFixed(4)),
      samples: run.samples,
      keys: run.keys,
      'begins with a key': run.beginsWithKey,
    }
  }),
)
console.log(`${path}: ${bytes} bytes, of which ${head} before the first fragment`)
console.table(rows)
for (const { id, kind, timescale } of tracks) {
  const own = fragments.flatMap(({ runs }) => runs).filter(({ track }) => track === id)
  const seconds = own.reduce((sum, { duration }) => sum + duration, 0) / timescale
  console.log(`${kind}: ${seconds.toFixed(4)} s`)
}
