import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Tool } from '../../api/rest-types.ts'
import { LanguageTab } from '../../components/ui/badge.tsx'
import { languageNameIn } from '../../i18n/language-name.ts'
import { languageNames } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'

/** The facts beside the texts. */
export function ToolFacts({ tool }: { readonly tool: Tool }) {
  const t = useTranslations('tool')
  const prices = useTranslations('tools')
  const lang = useLocale()
  const format = useFormatter()
  return (
    <aside
      aria-label={t('facts')}
      className="grid content-start gap-5 self-start rounded-lg border-2 border-line bg-card p-5"
    >
      <dl className="grid gap-4">
        {tool.category && (
          <Fact name={t('category')}>
            <a href={localPath(lang, `/categories/${tool.category.slug}`)} className="ink-link">
              {tool.category.name}
            </a>
          </Fact>
        )}
        {(tool.pricing !== 'unknown' || tool.price) && (
          <Fact name={t('price')}>
            {tool.pricing !== 'unknown' && prices(`pricing.${tool.pricing}`)}
            {tool.price && (
              <p className="text-muted" data-testid="tool-price">
                {t(`priceFrom.${tool.price.period || 'unknown'}`, {
                  price: tool.price.currency
                    ? format.number(tool.price.amount, {
                        style: 'currency',
                        currency: tool.price.currency,
                        trailingZeroDisplay: 'stripIfInteger',
                      })
                    : format.number(tool.price.amount),
                })}
              </p>
            )}
          </Fact>
        )}
        <Fact name={t('website')}>
          <a href={tool.url} target="_blank" rel="noopener nofollow" className="ink-link wrap-anywhere">
            {hostOf(tool.url)}
          </a>
        </Fact>
        {tool.profiles.length > 0 && (
          <Fact name={t('profiles')}>
            <ul className="flex flex-wrap gap-x-3 gap-y-1" data-testid="tool-profiles">
              {tool.profiles.map((profile) => (
                <li key={profile}>
                  <a href={profile} target="_blank" rel="noopener nofollow" className="ink-link">
                    {hostOf(profile)}
                  </a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {tool.author && (
          <Fact name={t('author')}>
            <bdi>{tool.author}</bdi>
          </Fact>
        )}
        {tool.pageDate && (
          <Fact name={t('pageDate')}>
            <time dateTime={tool.pageDate}>
              {format.dateTime(new Date(tool.pageDate), { dateStyle: 'long' })}
            </time>
          </Fact>
        )}
        <Fact name={t('added')}>
          <time dateTime={tool.publishedAt}>
            {format.dateTime(new Date(tool.publishedAt), { dateStyle: 'long' })}
          </time>
        </Fact>
        <Fact name={t('writtenIn')}>{languageNameIn(tool.sourceLanguage, lang)}</Fact>
        {tool.availableLanguages.length > 0 && (
          <Fact name={t('readableIn')}>
            <ul className="flex flex-wrap gap-1.5">
              {tool.availableLanguages.map((language) => (
                <li key={language}>
                  <a
                    href={localPath(language, `/tools/${tool.slug}`)}
                    hrefLang={language}
                    title={languageNames[language]}
                  >
                    <LanguageTab language={language} className="hover:underline" />
                    <span className="sr-only">{languageNames[language]}</span>
                  </a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {tool.tags.length > 0 && (
          <Fact name={t('tags')}>
            <ul className="flex flex-wrap gap-1.5">
              {tool.tags.map((tag) => (
                <li key={tag.slug}>
                  <a
                    href={localPath(lang, `/tags/${tag.slug}`)}
                    className="inline-block rounded-sm border border-line px-2 py-0.5 text-sm hover:border-ink"
                  >
                    <bdi>{tag.name}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </aside>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <dt className="overline-text">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') ?? url
}
