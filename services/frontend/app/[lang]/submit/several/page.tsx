import { getTranslations } from 'next-intl/server'
import { Notice } from '../../../../src/components/ui/notice.tsx'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { isUuid } from '../../../../src/features/submit/address.ts'
import { BatchView } from '../../../../src/features/submit/batch-view.tsx'
import { failureReasons } from '../../../../src/features/submit/reasons.ts'
import { SeveralForm } from '../../../../src/features/submit/several-form.tsx'
import { readBatch } from '../../../../src/features/submit/submission-queries.ts'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { backendAnswers } from '../../../../src/server/backend-answers.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params, searchParams }: Props) => {
  const [{ lang }, { id }, t] = [await params, await searchParams, await getTranslations('submit')]
  return pageMetadata({
    lang,
    path: '/submit/several',
    title: t('several.title'),
    description: t('several.hint'),
    hidden: id !== undefined,
  })
})

export default withOutage(async function SeveralPage({ params, searchParams }: Props) {
  await backendAnswers()
  const [{ lang }, { id: asked, reason }, t] = [
    await params,
    await searchParams,
    await getTranslations('submit'),
  ]
  const id = typeof asked === 'string' && isUuid(asked) ? asked : undefined
  const batch = id ? await readBatch(id) : undefined
  const refused = failureReasons.find((name) => name === (id && !batch ? 'not-found' : reason))
  return (
    <div className="wrap grid max-w-4xl gap-8 py-8 md:py-14">
      <h1 className="text-4xl md:text-5xl">{t(batch ? 'several.title' : 'several.open')}</h1>
      {refused && (
        <Notice tone="bad" role="alert" data-testid="several-error" data-reason={refused}>
          <b>{t(`reasons.${refused}.title`)}</b> {t(`reasons.${refused}.help`)}
        </Notice>
      )}
      {batch ? <BatchView batch={batch} lang={lang} /> : <SeveralForm lang={lang} />}
    </div>
  )
})
