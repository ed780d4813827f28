import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Tool } from '../../api/rest-types.ts'
import { renderMarkdown } from '../../components/markdown.tsx'
import { LanguageTab } from '../../components/ui/badge.tsx'
import { foreignLanguage } from './text-language.ts'

/** Everything there is to read about a tool, each part marked with its language where it is not the page's. */
export function ToolTexts({ tool }: { readonly tool: Tool }) {
  const t = useTranslations('tool')
  return (
    <div className="grid gap-10">
      {tool.overview && (
        <Part tool={tool} field="overview" title={t('overview')}>
          <p dir="auto" className="max-w-[62ch] text-lg leading-relaxed" data-testid="tool-overview">
            {tool.overview}
          </p>
        </Part>
      )}
      {tool.description && (
        <Part tool={tool} field="description" title={t('description')}>
          <div className="prose" data-testid="tool-description">
            {renderMarkdown(tool.description)}
          </div>
        </Part>
      )}
      {tool.keyFeatures.length > 0 && (
        <Part tool={tool} field="keyFeatures" title={t('features')}>
          <List items={tool.keyFeatures} testId="tool-features" />
        </Part>
      )}
      {tool.useCases.length > 0 && (
        <Part tool={tool} field="useCases" title={t('useCases')}>
          <List items={tool.useCases} testId="tool-use-cases" />
        </Part>
      )}
      {tool.questions.length > 0 && (
        <Part tool={tool} field="questions" title={t('questions')}>
          <div className="grid gap-2.5" data-testid="tool-questions">
            {tool.questions.map(({ question, answer }) => (
              <details key={question} className="border-t border-line pt-2.5">
                <summary dir="auto" className="cursor-pointer font-semibold">
                  {question}
                </summary>
                <p dir="auto" className="max-w-[62ch] pt-2">
                  {answer}
                </p>
              </details>
            ))}
          </div>
        </Part>
      )}
    </div>
  )
}

function Part(props: {
  readonly tool: Tool
  readonly field: 'overview' | 'description' | 'keyFeatures' | 'useCases' | 'questions'
  readonly title: string
  readonly children: ReactNode
}) {
  const lang = useLocale()
  const foreign = foreignLanguage(props.tool.languages, props.field, lang)
  return (
    <section aria-labelledby={`part-${props.field}`} className="grid gap-3">
      <h2 id={`part-${props.field}`} className="flex items-center gap-3 text-2xl">
        {props.title}
        {foreign && <LanguageTab language={foreign} />}
      </h2>
      <div dir="auto" lang={foreign}>
        {props.children}
      </div>
    </section>
  )
}

function List({ items, testId }: { readonly items: readonly string[]; readonly testId: string }) {
  return (
    <ul data-testid={testId} className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
      {items.map((item) => (
        <li key={item} className="grid grid-cols-[auto_1fr] gap-3 border-t border-line pt-2.5">
          <span aria-hidden className="mt-[0.55em] size-2.5 bg-sun ring-1 ring-ink/20" />
          <span dir="auto">{item}</span>
        </li>
      ))}
    </ul>
  )
}
