import { join } from 'node:path'
import { type Metrics, Slots } from '@parlance/service-kit'
import type { Limits } from '../config.ts'
import { VideoFailure } from '../failure.ts'
import { createVideoMetrics, type VideoMetrics } from '../metrics.ts'
import type { VideoFacts } from '../probe/probe.ts'
import type { Ffmpeg } from '../program/find-ffmpeg.ts'
import { SourceStore } from '../source/source-store.ts'
import { WorkFolders } from '../source/work-folder.ts'

/** What jobs are done with. */
export interface Studio {
  readonly programs: { readonly ffmpeg: string; readonly ffprobe: string }
  readonly version: string
  readonly limits: Limits
  readonly sources: SourceStore
  readonly folders: WorkFolders
  /** What sources were found to be, by their hash. */
  readonly facts: Map<string, VideoFacts>
  /** Encoding takes minutes and all cores; looking at a video does not wait behind it. */
  readonly encoding: Slots
  readonly looking: Slots
  readonly metrics: VideoMetrics
}

/** A studio, or why there is none and what to do. */
export type OpenedStudio = Studio | { readonly why: string }

const lookingAtOnce = 2

/**
 * Makes the scratch folder ready.
 *
 * @param concurrency renditions encoded at once
 */
export async function openStudio(
  found: Ffmpeg,
  scratch: string,
  limits: Limits,
  concurrency: number,
  metrics: Metrics,
): Promise<OpenedStudio> {
  const videoMetrics = createVideoMetrics(metrics)
  const busy = () =>
    new VideoFailure('busy', 'Too many videos are being worked on just now. Try again later.')
  const encoding = new Slots(concurrency, 16, busy)
  const looking = new Slots(lookingAtOnce, 32, busy)
  videoMetrics.watch([encoding, looking])
  if (!found.found) return { why: found.why }
  return {
    programs: { ffmpeg: found.ffmpeg, ffprobe: found.ffprobe },
    version: found.version,
    limits,
    sources: await SourceStore.open(join(scratch, 'sources'), limits.scratchBytes),
    folders: await WorkFolders.open(join(scratch, 'jobs')),
    facts: new Map(),
    encoding,
    looking,
    metrics: videoMetrics,
  }
}
