import { cache } from 'react'
import { bodyOf } from '../../api/client.ts'
import type { VideoList } from '../../api/rest-types.ts'
import { adminApi } from '../admin/admin-api.ts'
import { isEditor } from '../auth/is-editor.ts'
import { whoIsHere } from '../auth/who-is-here.ts'

/** Everything about the videos of a listing that whoever is signed in may know. @throws ApiProblem */
export const ownVideos = cache(async (slug: string): Promise<VideoList> => {
  const api = await adminApi()
  return bodyOf(api.GET('/api/v1/tools/{slug}/videos', { params: { path: { slug } } }))
})

/** Whether whoever is here may add videos to a listing: editors, and who submitted it. */
export async function mayAddVideos(slug: string): Promise<boolean> {
  const user = await whoIsHere()
  if (!user || user.role === 'guest') return false
  if (isEditor(user)) return true
  return ownVideos(slug).then(
    ({ mayAdd }) => mayAdd,
    () => false,
  )
}
