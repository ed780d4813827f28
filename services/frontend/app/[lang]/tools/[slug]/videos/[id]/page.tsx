import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../../../src/api/client.ts'
import { ApiProblem } from '../../../../../../src/api/problem.ts'
import { ClientMessages } from '../../../../../../src/components/client-messages.tsx'
import { adminApi } from '../../../../../../src/features/admin/admin-api.ts'
import { KeepSession } from '../../../../../../src/features/auth/keep-session.tsx'
import { metadataWithOutage, withOutage } from '../../../../../../src/features/outage/with-outage.tsx'
import { CaptionDesk } from '../../../../../../src/features/videos/caption-desk.tsx'
import { VideoGate } from '../../../../../../src/features/videos/video-gate.tsx'
import type { Language } from '../../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../../src/i18n/paths.ts'
import { pageMetadata } from '../../../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language; slug: string; id: string }>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang, slug, id }, t] = [await params, await getTranslations('videos')]
  const path = `/tools/${slug}/videos/${id}`
  return pageMetadata({ lang, path, title: t('captions'), description: t('lead'), hidden: true })
})

/** Where the captions of a video are written, beside it. */
export default withOutage(async function CaptionsPage({ params }: Props) {
  const { lang, slug, id } = await params
  const [t, api] = await Promise.all([getTranslations('videos'), adminApi()])
  const path = { id }
  const [video, captions] = await Promise.all([
    bodyOf(api.GET('/api/v1/videos/{id}', { params: { path } })),
    bodyOf(api.GET('/api/v1/videos/{id}/captions', { params: { path } })),
  ]).catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) throw error
    if (error.status === 404 || error.status === 400) notFound()
    return []
  })
  if (!video?.mayEdit || !captions) return <VideoGate />
  if (video.tool !== slug) notFound()
  return (
    <div className="wrap grid gap-6 py-8 md:py-12" data-testid="captions-page">
      <div className="grid gap-3">
        <h1 className="wrap-anywhere text-3xl md:text-4xl">{t('captionsOf', { name: video.name })}</h1>
        <p>
          <a href={localPath(lang, `/tools/${slug}/videos`)} className="ink-link">
            {t('all')}
          </a>
        </p>
      </div>
      <ClientMessages names={['video', 'videos']}>
        <CaptionDesk video={video} first={captions} />
      </ClientMessages>
      <KeepSession />
    </div>
  )
})
