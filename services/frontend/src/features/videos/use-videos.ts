'use client'

import { useCallback, useEffect, useState } from 'react'
import type { Video, VideoList } from '../../api/rest-types.ts'
import { useCall } from '../../api/use-call.ts'

/** Milliseconds between two looks at what is under way. */
const lookMs = 2_000

/** Whether something still becomes of a video by itself. */
export const isUnderWay = ({ state }: Pick<Video, 'state'>) => state === 'uploaded' || state === 'processing'

/**
 * The videos of a listing, looked at again while anything is under way with them, or one that `follow` names is not settled yet.
 * `comesByItself` tells of which nobody has to send anything.
 */
export function useVideos(slug: string, first: VideoList) {
  const call = useCall()
  const [items, setItems] = useState(first.items)
  const refresh = useCallback(async () => {
    const asked = call((api) => api.GET('/api/v1/tools/{slug}/videos', { params: { path: { slug } } }))
    // Unanswered, what is shown stays; the next look comes by itself.
    await asked.then(
      (list) => setItems(list.items),
      () => {},
    )
  }, [call, slug])
  // What still counts as awaited, and comes without this page: a file whose hash is taken, and what the server fetches
  // from an address, which nobody knows the size of at first.
  const [followed, setFollowed] = useState(
    () =>
      new Set(
        first.items.flatMap(({ id, state, bytes }) => (state === 'uploading' && bytes === 0 ? [id] : [])),
      ),
  )
  const follow = useCallback((id: string) => setFollowed((known) => new Set(known).add(id)), [])
  const comesByItself = ({ id, state }: Pick<Video, 'id' | 'state'>) =>
    state === 'uploading' && followed.has(id)
  const awaited = items.some(comesByItself)
  const underWay = awaited || items.some(isUnderWay)
  useEffect(() => {
    if (!underWay) return
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      timer = setTimeout(async () => {
        if (!document.hidden) await refresh()
        look()
      }, lookMs)
    }
    look()
    return () => clearTimeout(timer)
  }, [underWay, refresh])
  return { items, refresh, follow, comesByItself }
}
