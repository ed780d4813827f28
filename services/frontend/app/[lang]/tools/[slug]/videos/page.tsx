import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ApiProblem } from '../../../../../src/api/problem.ts'
import { ClientMessages } from '../../../../../src/components/client-messages.tsx'
import { KeepSession } from '../../../../../src/features/auth/keep-session.tsx'
import { metadataWithOutage, withOutage } from '../../../../../src/features/outage/with-outage.tsx'
import { readTool } from '../../../../../src/features/tools/tool-queries.ts'
import { VideoDesk } from '../../../../../src/features/videos/video-desk.tsx'
import { VideoGate } from '../../../../../src/features/videos/video-gate.tsx'
import { mayAddVideos, ownVideos } from '../../../../../src/features/videos/video-rights.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'
import { pageMetadata } from '../../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language; slug: string }>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang, slug }, t] = [await params, await getTranslations('videos')]
  return pageMetadata({
    lang,
    path: `/tools/${slug}/videos`,
    title: t('title'),
    description: t('lead'),
    hidden: true,
  })
})

/** Where the videos of a listing are added, followed and taken away. */
export default withOutage(async function VideosPage({ params }: Props) {
  const { lang, slug } = await params
  const t = await getTranslations('videos')
  if (!(await mayAddVideos(slug))) return <VideoGate />
  // A listing that is not public yet has no texts that everybody reads.
  const tool = await readTool(lang, slug).catch(() => null)
  const list = await ownVideos(slug).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status > 0 && error.status < 500) notFound()
    throw error
  })
  return (
    <div className="wrap grid max-w-4xl gap-6 py-8 md:py-12" data-testid="videos-page">
      <div className="grid gap-3">
        <h1 className="text-3xl md:text-4xl">{tool ? t('titleOf', { name: tool.name }) : t('title')}</h1>
        <p className="max-w-[62ch] text-ink-soft">{t('lead')}</p>
        <p>
          <a href={localPath(lang, `/tools/${slug}`)} className="ink-link">
            {t('back')}
          </a>
        </p>
      </div>
      <ClientMessages names={['videos']}>
        <VideoDesk slug={slug} first={list} />
      </ClientMessages>
      <KeepSession />
    </div>
  )
})
