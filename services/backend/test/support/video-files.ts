import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import type { VideoView } from '../../src/features/videos/videos.ts'
import { ask } from './http-client.ts'
import type { Person } from './people.ts'
import { send } from './uploading.ts'

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')
export const keyOf = (content: Uint8Array, ending: string): string =>
  `${sha256Of(content).replace(/^../, '$&/')}.${ending}`

/** Every file below the folder of the assets, whatever it is; sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort()
}

/** Sends a film for a listing. @returns the id of the video */
export async function sendFilm(url: string, tool: string, by: Person, film: Buffer): Promise<string> {
  const sending = send(film, {
    backendUrl: url,
    headers: by.headers,
    metadata: { tool, filename: 'film.mp4' },
    // A server on a busy machine refuses for a moment.
    retries: 100,
  })
  await sending.done
  return sending.url()?.split('/').at(-1) ?? ''
}

export async function viewOf(url: string, id: string, by?: Person): Promise<VideoView> {
  return (await ask<VideoView>(`${url}/api/v1/videos/${id}`, by ? { headers: by.headers } : {})).body
}

/** Waits until a video is as it should be. */
export function untilVideo(
  url: string,
  id: string,
  by: Person,
  what: string,
  is: (view: VideoView) => boolean,
): Promise<VideoView> {
  return waitUntil(`the video ${what}`, async () => {
    const view = await viewOf(url, id, by)
    if (is(view)) return view
    const works = view.renditions?.map(({ rung, state, progress }) => `${rung} ${state} ${progress}`)
    throw new Error(`it is ${view.state}: ${works?.join(', ')}`)
  })
}
