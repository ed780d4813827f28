import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '../../../src/components/client-messages.tsx'
import { metadataWithOutage, withOutage } from '../../../src/features/outage/with-outage.tsx'
import { isUuid } from '../../../src/features/submit/address.ts'
import { failureReasons } from '../../../src/features/submit/reasons.ts'
import { readSubmission } from '../../../src/features/submit/submission-queries.ts'
import { SubmitDesk } from '../../../src/features/submit/submit-desk.tsx'
import type { SearchParams } from '../../../src/features/tools/filters.ts'
import type { Language } from '../../../src/i18n/languages.ts'
import { localPath } from '../../../src/i18n/paths.ts'
import { backendAnswers } from '../../../src/server/backend-answers.ts'
import { pageMetadata } from '../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params, searchParams }: Props) => {
  const [{ lang }, { id }, t] = [await params, await searchParams, await getTranslations('submit')]
  return pageMetadata({
    lang,
    path: '/submit',
    title: t('title'),
    description: t('metaDescription'),
    hidden: id !== undefined,
  })
})

export default withOutage(async function SubmitPage({ params, searchParams }: Props) {
  const { lang } = await params
  await backendAnswers()
  const [{ id: asked, reason, url }, t] = [await searchParams, await getTranslations('submit')]
  const id = typeof asked === 'string' && isUuid(asked) ? asked : undefined
  const refused = failureReasons.find((name) => name === reason)
  return (
    <div className="wrap grid gap-10 py-8 md:py-14 lg:grid-cols-[1.3fr_0.7fr] lg:gap-16">
      <div className="grid content-start gap-8">
        <div className="grid gap-3">
          <h1 className="text-4xl md:text-5xl">{t('title')}</h1>
          <p className="max-w-[56ch] text-lg text-ink-soft">{t('lead')}</p>
        </div>
        <ClientMessages names={['submit']}>
          <SubmitDesk
            id={id}
            known={id ? await readSubmission(id) : undefined}
            refused={refused && { reason: refused, url: typeof url === 'string' ? url.slice(0, 2_048) : '' }}
          />
        </ClientMessages>
        <a
          href={localPath(lang, '/submit/several')}
          className="ink-link justify-self-start"
          data-testid="submit-several"
        >
          {t('several.open')}
        </a>
      </div>
      <aside className="grid content-start gap-3 border-t-2 border-ink pt-5 lg:mt-2">
        <h2 className="text-xl">{t('rulesTitle')}</h2>
        <ul className="grid gap-3 text-ink-soft">
          {(['public', 'robots', 'languages'] as const).map((rule) => (
            <li key={rule}>{t(`rules.${rule}`)}</li>
          ))}
        </ul>
      </aside>
    </div>
  )
})
