import { getTranslations } from 'next-intl/server'
import type { Tool } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'
import { ToolGrid } from './tool-card.tsx'
import { relatedTools } from './tool-queries.ts'

/** Below a listing: what else does the same job, and what is near to it otherwise; nothing where there is nothing. */
export async function RelatedTools(props: {
  readonly tool: Pick<Tool, 'slug' | 'name'>
  readonly lang: Language
  readonly apiUrl: string
}) {
  const { tool, lang, apiUrl } = props
  const [t, found] = await Promise.all([getTranslations('tool'), relatedTools(lang, tool.slug)])
  const lists = [
    { title: t('alternatives', { name: tool.name }), tools: found?.alternatives ?? [] },
    { title: t('related'), tools: found?.related ?? [] },
  ]
  return lists
    .filter(({ tools }) => tools.length > 0)
    .map(({ title, tools }) => (
      <section key={title} className="grid gap-5" data-testid="related-tools">
        <h2 className="text-2xl">
          <bdi>{title}</bdi>
        </h2>
        <ToolGrid tools={tools} apiUrl={apiUrl} />
      </section>
    ))
}
