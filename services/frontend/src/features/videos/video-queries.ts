import { bodyOf } from '../../api/client.ts'
import { serverApi } from '../../api/server.ts'
import { type PlayableVideo, playableVideo } from './playable-video.ts'

/**
 * What everybody may see of a listing's videos. None where they cannot be had: a listing reads without them.
 * @param apiUrl where browsers reach the backend; '' = same origin
 */
export async function listPlayable(slug: string, apiUrl: string): Promise<readonly PlayableVideo[]> {
  const api = await serverApi()
  const answer = bodyOf(api.GET('/api/v1/tools/{slug}/videos', { params: { path: { slug } } }))
  const { items } = await answer.catch(() => ({ items: [] }))
  return items.flatMap((video) => playableVideo(video, apiUrl) ?? [])
}
