import { Problem } from '@parlance/service-kit'
import type { By } from '../administration/changes.ts'
import type { CaptionReader } from '../captions/caption-desk.ts'
import type { VideoStore } from './video-ports.ts'

/** What is done for videos, as people steer it. */
export interface VideoWorkDesk {
  /**
   * Does again what failed or was cancelled.
   *
   * @param work the name of a rung, `preview` or `probe`; undefined: all
   * @throws Problem `not-found`, `forbidden`, `precondition` where there is nothing of that kind
   */
  retry(id: string, work: string | undefined, by: By & CaptionReader): Promise<void>
  /** Ends what waits or runs; the same about the parameters. */
  cancel(id: string, work: string | undefined, by: By & CaptionReader): Promise<void>
}

/** Where work is steered. */
export interface VideoWorkControl {
  /** @returns how many pieces of work */
  retry(id: string, work: string | undefined, by: By): Promise<number>
  cancel(id: string, work: string | undefined, by: By): Promise<number>
}

export function createVideoWorkDesk({
  store,
  control,
}: {
  readonly store: Pick<VideoStore, 'standing'>
  readonly control: VideoWorkControl
}): VideoWorkDesk {
  const assertMay = async (id: string, by: CaptionReader) => {
    const found = await store.standing(id, by.id)
    if (!found) throw new Problem('not-found', 'There is no such video.')
    if (found.own || by.role === 'editor' || by.role === 'admin') return
    throw new Problem('forbidden', 'Only editors, and who brought the listing, have to do with its videos.')
  }
  return {
    retry: async (id, work, by) => {
      await assertMay(id, by)
      if ((await control.retry(id, work, by)) > 0) return
      throw new Problem(
        'precondition',
        'Nothing of it failed or was cancelled: there is nothing to do again.',
      )
    },
    cancel: async (id, work, by) => {
      await assertMay(id, by)
      if ((await control.cancel(id, work, by)) > 0) return
      throw new Problem('precondition', 'Nothing of it waits or runs: there is nothing to cancel.')
    },
  }
}
