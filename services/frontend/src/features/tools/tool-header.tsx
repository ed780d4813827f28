import { ExternalLink, MessagesSquare } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import type { Tool } from '../../api/rest-types.ts'
import { Badge, LanguageTab } from '../../components/ui/badge.tsx'
import { ButtonLink } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { localPath } from '../../i18n/paths.ts'
import { ToolLogo } from './monogram.tsx'
import { foreignLanguage } from './text-language.ts'
import { VisitLink } from './visit-link.tsx'

/** Name, tagline and what one can do with a tool. */
export function ToolHeader({ tool, apiUrl }: { readonly tool: Tool; readonly apiUrl: string }) {
  const t = useTranslations('tool')
  const prices = useTranslations('tools')
  const lang = useLocale()
  // A page's title makes a longer headword than a product's name.
  const longName = [...tool.name].length > 24
  const foreign = foreignLanguage(tool.languages, 'tagline', lang)
  return (
    <header className="grid gap-5">
      <nav aria-label={t('breadcrumb')}>
        <ol className="flex flex-wrap gap-x-2 text-sm text-ink-soft">
          <li>
            <a href={localPath(lang, '/tools')} className="hover:text-ink hover:underline">
              {prices('title')}
            </a>
          </li>
          {tool.category && (
            <li className="before:me-2 before:content-['/']">
              <a
                href={localPath(lang, `/categories/${tool.category.slug}`)}
                className="hover:text-ink hover:underline"
              >
                {tool.category.name}
              </a>
            </li>
          )}
        </ol>
      </nav>
      <div className="flex items-center gap-4 md:gap-5">
        <ToolLogo
          name={tool.name}
          slug={tool.slug}
          logo={tool.logo}
          apiUrl={apiUrl}
          className="size-16 rounded-lg text-4xl md:size-20"
        />
        <div className="min-w-0">
          <h1 className={longName ? 'text-2xl sm:text-3xl md:text-5xl' : 'text-4xl md:text-6xl'}>
            <bdi>{tool.name}</bdi>
          </h1>
        </div>
      </div>
      {tool.tagline && (
        <p dir="auto" className="max-w-[44ch] text-xl leading-snug md:text-2xl">
          <span lang={foreign} data-testid="tool-tagline">
            {tool.tagline}
          </span>
          {foreign && <LanguageTab language={foreign} className="ms-2 align-middle" />}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <VisitLink slug={tool.slug} url={tool.url}>
          {t('visit')}
          <Icon of={ExternalLink} className="size-4" />
          <span className="sr-only">{t('newWindow')}</span>
        </VisitLink>
        {tool.room && (
          <ButtonLink
            href={localPath(lang, `/rooms/${tool.room.slug}`)}
            variant="outline"
            data-testid="tool-room"
          >
            <Icon of={MessagesSquare} className="size-4.5" />
            {t('room')}
          </ButtonLink>
        )}
        {tool.pricing !== 'unknown' && (
          <Badge className="px-3! py-1.5! text-base!">{prices(`pricing.${tool.pricing}`)}</Badge>
        )}
      </div>
    </header>
  )
}
