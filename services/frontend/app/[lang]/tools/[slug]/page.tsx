import { Flag, Pencil, Video } from 'lucide'
import { notFound, permanentRedirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Icon } from '../../../../src/components/ui/icon.tsx'
import { isEditor } from '../../../../src/features/auth/is-editor.ts'
import { whoIsHere } from '../../../../src/features/auth/who-is-here.ts'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import { RelatedTools } from '../../../../src/features/tools/related-tools.tsx'
import { StructuredData } from '../../../../src/features/tools/structured-data.tsx'
import { TextOriginNote } from '../../../../src/features/tools/text-origin-note.tsx'
import { ToolFacts } from '../../../../src/features/tools/tool-facts.tsx'
import { ToolHeader } from '../../../../src/features/tools/tool-header.tsx'
import {
  CategoryPicture,
  hasPicture,
  linkPicture,
  ToolPicture,
} from '../../../../src/features/tools/tool-picture.tsx'
import { readTool } from '../../../../src/features/tools/tool-queries.ts'
import { ToolTexts } from '../../../../src/features/tools/tool-texts.tsx'
import { UnreachableNote } from '../../../../src/features/tools/unreachable-note.tsx'
import { ToolVideos } from '../../../../src/features/videos/tool-videos.tsx'
import { listPlayable } from '../../../../src/features/videos/video-queries.ts'
import { mayAddVideos } from '../../../../src/features/videos/video-rights.ts'
import { isLanguage, type Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { env } from '../../../../src/server/env.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'
import { siteUrl } from '../../../../src/server/site-url.ts'

interface Props {
  readonly params: Promise<{ lang: Language; slug: string }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const { lang, slug } = await params
  const tool = await readTool(lang, slug)
  if (!tool) notFound()
  return pageMetadata({
    lang,
    path: `/tools/${tool.slug}`,
    title: tool.metaTitle || tool.name,
    description: tool.metaDescription || tool.overview || tool.tagline,
    picture: linkPicture(tool, env().publicApiUrl),
  })
})

export default withOutage(async function ToolPage({ params, searchParams }: Props) {
  const { lang, slug } = await params
  const apiUrl = env().publicApiUrl
  const [translated, editor, mayAdd, videos, t] = await Promise.all([
    readTool(lang, slug),
    whoIsHere().then(isEditor),
    mayAddVideos(slug),
    listPlayable(slug, apiUrl),
    getTranslations('tool'),
  ])
  if (!translated) notFound()
  // Merged into another: the old address leads on.
  if (translated.slug !== slug) permanentRedirect(localPath(lang, `/tools/${translated.slug}`))
  const source = translated.sourceLanguage
  const original = (await searchParams).show === 'original' && source !== lang && isLanguage(source)
  const tool = original ? ((await readTool(source, slug)) ?? translated) : translated
  const address = `${await siteUrl()}${localPath(lang, `/tools/${tool.slug}`)}`
  return (
    <article className="wrap grid gap-8 py-8 md:py-12" data-testid="tool-page">
      <div className={hasPicture(tool) ? '' : 'grid items-end gap-8 lg:grid-cols-[1.25fr_0.75fr] lg:gap-14'}>
        <div className="grid gap-5">
          <ToolHeader tool={tool} apiUrl={apiUrl} />
          <TextOriginNote tool={tool} original={original} />
          <UnreachableNote since={tool.unreachableSince} />
        </div>
        {!hasPicture(tool) && <CategoryPicture tool={tool} />}
      </div>
      {hasPicture(tool) && <ToolPicture tool={tool} apiUrl={apiUrl} />}
      <ToolVideos videos={videos} />
      <div className="grid gap-10 lg:grid-cols-[1fr_19rem] lg:gap-14">
        <ToolTexts tool={tool} />
        <ToolFacts tool={tool} />
      </div>
      <p className="flex flex-wrap gap-5 text-sm text-ink-soft">
        {editor && (
          <a
            href={localPath(lang, `/tools/${tool.slug}/edit`)}
            className="ink-link flex gap-1.5"
            data-testid="tool-edit"
          >
            <Icon of={Pencil} className="size-4" />
            {t('editListing')}
          </a>
        )}
        {mayAdd && (
          <a
            href={localPath(lang, `/tools/${tool.slug}/videos`)}
            className="ink-link flex gap-1.5"
            data-testid="tool-videos-edit"
          >
            <Icon of={Video} className="size-4" />
            {t('videos')}
          </a>
        )}
        <a
          href={localPath(lang, `/report?tool=${tool.slug}`)}
          rel="nofollow"
          className="ink-link flex gap-1.5"
          data-testid="tool-report"
        >
          <Icon of={Flag} className="size-4" />
          {t('report')}
        </a>
      </p>
      <RelatedTools tool={tool} lang={lang} apiUrl={apiUrl} />
      <StructuredData tool={tool} url={address} />
    </article>
  )
})
