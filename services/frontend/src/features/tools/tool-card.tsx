import { useLocale, useTranslations } from 'next-intl'
import type { ToolSummary } from '../../api/rest-types.ts'
import { Badge, LanguageTab } from '../../components/ui/badge.tsx'
import { PendingBar } from '../../components/ui/pending-bar.tsx'
import { localPath } from '../../i18n/paths.ts'
import { CategoryArt } from '../categories/category-art.tsx'
import { AssetImage } from './asset-image.tsx'
import { pageSize } from './filters.ts'
import { MarkedText } from './marked-text.tsx'
import { ToolLogo } from './monogram.tsx'
import { placeOf } from './more-tools.tsx'
import { foreignLanguage } from './text-language.ts'

/** A listing in a list, set like an entry of a dictionary: headword, sense, definition. */
export function ToolCard({ tool, apiUrl }: { readonly tool: ToolSummary; readonly apiUrl: string }) {
  const t = useTranslations('tools')
  const lang = useLocale()
  const foreign = foreignLanguage(tool.languages, 'tagline', lang)
  return (
    <article
      data-testid="tool-card"
      data-slug={tool.slug}
      className="group relative flex h-full flex-col overflow-hidden rounded-lg border-2 border-line bg-card transition-colors hover:border-ink focus-within:border-ink"
    >
      <div className="aspect-[16/9] overflow-hidden border-b-2 border-line bg-sunk">
        {tool.screenshot ? (
          <AssetImage
            image={tool.screenshot}
            filled
            apiUrl={apiUrl}
            alt=""
            sizes="(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 100vw"
            loading="lazy"
            className="size-full object-cover object-top"
          />
        ) : (
          <CategoryArt category={tool.category?.slug ?? ''} seed={tool.slug} className="size-full" />
        )}
      </div>
      <div className="flex grow flex-col gap-3 p-4">
        <div className="flex items-center gap-3">
          <ToolLogo
            name={tool.name}
            slug={tool.slug}
            logo={tool.logo}
            apiUrl={apiUrl}
            className="size-11 rounded-md text-2xl"
          />
          <div className="min-w-0">
            <h3 className="line-clamp-2 text-xl">
              <a href={localPath(lang, `/tools/${tool.slug}`)} className="after:absolute after:inset-0">
                <bdi>
                  <MarkedText text={tool.name} ranges={tool.highlights?.name} />
                </bdi>
                <PendingBar />
              </a>
            </h3>
            {tool.category && <p className="truncate text-sm text-ink-soft">{tool.category.name}</p>}
          </div>
        </div>
        <p dir="auto" lang={foreign} className="line-clamp-3 grow text-[0.975rem]">
          <MarkedText
            text={tool.tagline || tool.overview}
            ranges={tool.tagline ? tool.highlights?.tagline : tool.highlights?.overview}
          />
        </p>
        <div className="flex items-center gap-2">
          {tool.pricing !== 'unknown' && <Badge>{t(`pricing.${tool.pricing}`)}</Badge>}
          {foreign && <LanguageTab language={foreign} title={t('shownIn', { language: foreign })} />}
          {tool.translation?.source === 'machine' && (
            <span className="ms-auto text-xs text-ink-soft">{t('machineShort')}</span>
          )}
        </div>
      </div>
    </article>
  )
}

/** Cards beside each other. */
export function ToolGrid({
  tools,
  apiUrl,
}: {
  readonly tools: readonly ToolSummary[]
  readonly apiUrl: string
}) {
  return (
    <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
      {tools.map((tool, index) => (
        <li key={tool.slug} id={index > 0 && index % pageSize === 0 ? placeOf(index) : undefined}>
          <ToolCard tool={tool} apiUrl={apiUrl} />
        </li>
      ))}
    </ul>
  )
}
