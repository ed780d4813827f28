import { getTranslations } from 'next-intl/server'
import { Button } from '../../../src/components/ui/button.tsx'
import { Notice } from '../../../src/components/ui/notice.tsx'
import { metadataWithOutage, withOutage } from '../../../src/features/outage/with-outage.tsx'
import { reportReasons } from '../../../src/features/report/report-reasons.ts'
import type { SearchParams } from '../../../src/features/tools/filters.ts'
import type { Language } from '../../../src/i18n/languages.ts'
import { localPath } from '../../../src/i18n/paths.ts'
import { backendAnswers } from '../../../src/server/backend-answers.ts'
import { pageMetadata } from '../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang }, t] = [await params, await getTranslations('report')]
  return pageMetadata({ lang, path: '/report', title: t('title'), description: t('lead'), hidden: true })
})

export default withOutage(async function ReportPage({ params, searchParams }: Props) {
  await backendAnswers()
  const [{ lang }, search, t] = [await params, await searchParams, await getTranslations('report')]
  const text = (name: string) => (typeof search[name] === 'string' ? search[name].slice(0, 100) : '')
  const [tool, message] = [text('tool'), text('message')]
  return (
    <div className="wrap grid max-w-2xl gap-6 py-10 md:py-16">
      <h1 className="text-4xl">{t('title')}</h1>
      {search.sent ? (
        <Notice tone="good" role="status" data-testid="report-sent">
          {t('sent')}
        </Notice>
      ) : (
        <form
          method="post"
          action={localPath(lang, '/report/form')}
          className="grid gap-4"
          data-testid="report-form"
        >
          <p className="text-ink-soft">{t('lead')}</p>
          {search.fault && (
            <Notice tone="bad" role="alert">
              {t('failed')}
            </Notice>
          )}
          <input type="hidden" name="tool" value={tool} />
          <input type="hidden" name="message" value={message} />
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-semibold">{t('why')}</legend>
            {reportReasons.map((reason) => (
              <label key={reason} className="flex items-center gap-2">
                <input type="radio" name="reason" value={reason} required />
                {t(`reasons.${reason}`)}
              </label>
            ))}
          </fieldset>
          <label className="grid gap-1.5 text-sm font-semibold">
            {t('note')}
            <textarea
              name="note"
              rows={4}
              maxLength={1_000}
              className="rounded-md border-2 border-line bg-card px-3 py-2 font-normal"
            />
          </label>
          <Button type="submit" className="justify-self-start">
            {t('send')}
          </Button>
        </form>
      )}
    </div>
  )
})
