import { Problem } from '@parlance/service-kit'
import type { By } from '../administration/changes.ts'
import type { CaptionReader } from '../captions/caption-desk.ts'
import { newId } from '../identifiers.ts'
import type { Standing, UploadFiles, UploadRow, VideoService, VideoStore } from './video-ports.ts'
import {
  type AnnouncedFile,
  diskReserve,
  mostVideos,
  renditionShare,
  uploadMs,
  type VideoLimits,
} from './videos.ts'

/** Uploads of videos, and what came of them: for editors, and who brought the listing. */
export interface Videos {
  /** Takes it away, with its captions; an upload under way ends. @throws Problem `not-found`, `forbidden` */
  remove(id: string, by: By & CaptionReader): Promise<void>
  /**
   * Says whether a file may be sent, before any of it is.
   *
   * @returns the id of the video that it becomes
   * @throws Problem `unimplemented` where no videos are taken, `too-large`, `not-found`, `forbidden`, `precondition` where its owner or
   *   the listing has too much already, `unavailable` where the disk would not hold it
   */
  begin(file: AnnouncedFile, by: CaptionReader): Promise<string>
  /** An upload that is somebody's own. @throws Problem `not-found` */
  ownUpload(id: string, by: CaptionReader): Promise<UploadRow>
  /** Nothing of it will come. */
  giveUp(id: string): Promise<void>
  /** Whatever there is to do for an upload: keeps what is whole, drops what nobody awaits. May be called at any time. */
  settle(id: string): Promise<void>
  /** The same for all that are on this machine: what a killed backend left, what took too long. */
  sweep(): Promise<void>
}

interface Parts {
  readonly store: VideoStore
  readonly files: UploadFiles
  readonly service: Pick<VideoService, 'mostBytes'>
  /** Removes files that nothing names any more. */
  readonly erase: (keys: readonly string[]) => Promise<void>
  readonly limits: VideoLimits
  readonly now: () => number
}

const isEditor = ({ role }: CaptionReader) => role === 'editor' || role === 'admin'
const megabytes = (bytes: number) => `${Math.max(1, Math.floor(bytes / 1_048_576))} MB`

/** @param most bytes of a person @param held of them by other videos */
export function overQuota(most: number, held: number): Problem {
  const left = Math.floor(Math.max(0, most - held) / 1_048_576)
  return new Problem(
    'precondition',
    `Your videos may have ${megabytes(most)} together: there is room for ${left} MB more.`,
    { reason: 'quota' },
  )
}

export function createVideos({ store, files, service, erase, limits, now }: Parts): Videos {
  const allowed = (found: Standing | undefined, by: CaptionReader, what: string): Standing => {
    if (!found) throw new Problem('not-found', `There is no such ${what}.`)
    if (found.own || isEditor(by)) return found
    throw new Problem('forbidden', 'Only editors, and who brought the listing, have to do with its videos.')
  }
  const settling = new Map<string, Promise<void>>()

  const settleNow = async (id: string): Promise<void> => {
    const row = await store.upload(id)
    const there = (await files.list()).get(id)
    if (row?.state !== 'uploading') return files.drop(id)
    if (there !== row.bytes) {
      if (now() - row.createdAt.getTime() < uploadMs) return
      await store.forget(id)
      return files.drop(id)
    }
    const sha256 = await files.sha256(id)
    if (row.announcedSha256 !== null && row.announcedSha256 !== sha256) {
      await store.fail(id, {
        code: 'checksum',
        detail: 'What arrived is not the file that was announced: send it again.',
      })
      return files.drop(id)
    }
    const key = await files.keep(id, { sha256, bytes: row.bytes })
    const kept = await store.kept(id, { key, sha256 })
    // Another listing's video of the same file may have been erased in between, with the file: it is here still.
    if (kept === 'kept') await files.keep(id, { sha256, bytes: row.bytes })
    else await erase([key])
    if (kept === 'duplicate') {
      await store.fail(id, { code: 'duplicate', detail: 'The listing has this video already.' })
    }
    // Only now: killed before, the next sweep begins again with what is here.
    await files.drop(id)
  }

  const videos: Videos = {
    remove: async (id, by) => {
      allowed(await store.standing(id, by.id), by, 'video')
      const keys = await store.remove(id, by)
      await files.drop(id)
      if (keys) await erase(keys)
    },

    begin: async (file, by) => {
      const { toolId } = allowed(await store.listing(file.tool, by.id), by, 'listing')
      const most = Math.min(limits.bytes, await service.mostBytes())
      if (file.bytes > most) {
        throw new Problem(
          'too-large',
          `A video has at most ${megabytes(most)}; this one has ${megabytes(file.bytes)}.`,
          {
            reason: 'too-many-bytes',
          },
        )
      }
      await assertRoom(file.bytes)
      const id = newId()
      const bytes = isEditor(by) ? undefined : limits.bytesOfPerson
      const begun = await store.begin(id, toolId, file, by.id, { videos: mostVideos, bytes })
      if (begun === 'begun') return id
      if (begun === 'too-many') {
        throw new Problem('precondition', `A listing has at most ${mostVideos} videos: take one away first.`)
      }
      throw overQuota(limits.bytesOfPerson, begun.held)
    },

    ownUpload: async (id, by) => {
      const row = await store.upload(id)
      if (row?.ownerId === by.id) return row
      throw new Problem('not-found', 'There is no such upload.')
    },

    giveUp: async (id) => {
      await store.forget(id)
      await files.drop(id)
    },

    settle: (id) => {
      const running = settling.get(id)
      if (running) return running
      const work = settleNow(id).finally(() => settling.delete(id))
      settling.set(id, work)
      return work
    },

    sweep: async () => {
      const faults: unknown[] = []
      // One that cannot be kept does not stand in the way of the others.
      for (const id of (await files.list()).keys())
        await videos.settle(id).catch((fault) => faults.push(fault))
      // Of which another machine has the file, or nobody.
      await store.forgetBefore(new Date(now() - uploadMs))
      if (faults.length > 0) throw new AggregateError(faults, `${faults.length} uploads are not kept yet`)
    },
  }

  /** What is on its way already is counted as if it were here. @throws Problem `unavailable` */
  async function assertRoom(bytes: number): Promise<void> {
    const [free, there, announced] = await Promise.all([files.free(), files.list(), store.announced()])
    const held = [...there.values()].reduce((sum, each) => sum + each, 0)
    const room = free - diskReserve - Math.max(0, announced - held)
    if (bytes * (1 + renditionShare) <= room) return
    throw new Problem(
      'unavailable',
      'The disk of this site has no room for the video and what is made of it.',
      {
        reason: 'no-space',
      },
    )
  }

  return videos
}
