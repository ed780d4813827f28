'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { VideoList } from '../../api/rest-types.ts'
import { UploadForm } from './upload-form.tsx'
import { useUpload } from './use-upload.ts'
import { useVideos } from './use-videos.ts'
import { VideoCard } from './video-card.tsx'

/** The videos of a listing for who may change them: adding one, how far it is, taking one away. */
export function VideoDesk({ slug, first }: { readonly slug: string; readonly first: VideoList }) {
  const t = useTranslations('videos')
  const { items, refresh, follow, comesByItself } = useVideos(slug, first)
  const added = useCallback(
    (id: string) => {
      follow(id)
      void refresh()
    },
    [follow, refresh],
  )
  const upload = useUpload(slug, added)
  const waiting = upload.upload
    ? items.filter(({ state, name }) => state !== 'uploading' || name !== upload.upload?.name)
    : items
  return (
    <div className="grid gap-8">
      <UploadForm slug={slug} upload={upload} onAdded={added} onCancelled={refresh} />
      {waiting.length === 0 && !upload.upload && <p className="text-ink-soft">{t('noVideos')}</p>}
      <ul className="grid gap-4">
        {waiting.map((video) => (
          <VideoCard key={video.id} video={video} fetched={comesByItself(video)} onChanged={refresh} />
        ))}
      </ul>
    </div>
  )
}
