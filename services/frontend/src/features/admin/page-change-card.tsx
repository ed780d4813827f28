import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AdminPageChange } from '../../api/rest-types.ts'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { settlePageChange } from './actions.ts'
import { DifferenceText } from './difference-text.tsx'
import { Moment } from './parts.tsx'

/** What a page says otherwise than it did, field by field, beside what its listing says. */
export function PageChangeCard(props: {
  readonly change: AdminPageChange
  readonly lang: Language
  /** Where one is led when it is decided. */
  readonly back: string
}) {
  const { change, lang, back } = props
  const { tool, suspicion, fields } = change
  const t = useTranslations('admin')
  return (
    <li className="grid gap-3 rounded-lg border-2 border-line bg-card p-4" data-testid="page-change">
      <p className="flex flex-wrap items-baseline gap-2">
        <a href={localPath(lang, `/admin/tools/${tool.id}`)} className="ink-link text-lg font-semibold">
          {tool.name}
        </a>
        <a href={tool.url} target="_blank" rel="noreferrer" className="ink-link text-sm wrap-anywhere">
          {tool.url}
        </a>
        <span className="text-sm text-ink-soft">
          <Moment at={change.updatedAt} />
        </span>
      </p>
      {suspicion && (
        <p className="rounded-md bg-sun-soft p-3 text-sm" data-testid="suspicion" data-suspicion={suspicion}>
          {t(`pageChanges.suspicions.${suspicion}`, { host: URL.parse(change.url)?.hostname ?? '' })}
        </p>
      )}
      <form action={settlePageChange} className="grid gap-3">
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="id" value={change.id} />
        {fields.map((field) => (
          <Field key={field.field} {...field} ticked={!field.written && suspicion === ''} />
        ))}
        <div className="flex flex-wrap gap-2">
          {fields.length > 0 && (
            <Button type="submit" name="decision" value="apply" size="sm" data-testid="apply-change">
              {t('pageChanges.apply')}
            </Button>
          )}
          <Button
            type="submit"
            name="decision"
            value="dismiss"
            size="sm"
            variant="outline"
            data-testid="dismiss-change"
          >
            {t('pageChanges.dismiss')}
          </Button>
        </div>
      </form>
    </li>
  )
}

function Field(props: AdminPageChange['fields'][number] & { readonly ticked: boolean }) {
  const { field, before, after, listing, written, ticked } = props
  const t = useTranslations('admin')
  const worded = useWording(field)
  const name =
    field === 'price'
      ? t('pageChanges.price')
      : field === 'pricing' || field === 'url'
        ? t(`facts.${field}`)
        : t(`texts.${field}`)
  return (
    <fieldset className="grid gap-2 rounded-md border border-line p-3" data-field={field}>
      <legend className="px-1">
        <label className="flex items-center gap-2 font-semibold">
          <input
            type="checkbox"
            name="fields"
            value={field}
            defaultChecked={ticked}
            aria-label={t('pageChanges.take', { field: name })}
            className="size-5"
          />
          {name}
        </label>
      </legend>
      <dl className="grid gap-2 text-sm md:grid-cols-2">
        <Words label={t('pageChanges.before')}>
          {before === '' ? (
            '–'
          ) : (
            <DifferenceText before={worded(before)} after={worded(after)} show="before" />
          )}
        </Words>
        <Words label={t('pageChanges.after')}>
          <DifferenceText before={worded(before)} after={worded(after)} show="after" />
        </Words>
        {written && (
          <Words
            label={
              <>
                {t('pageChanges.listing')} <Badge className="bg-sun-soft">{t('pageChanges.written')}</Badge>
              </>
            }
          >
            {worded(listing) || '–'}
          </Words>
        )}
      </dl>
    </fieldset>
  )
}

const pricings = ['free', 'freemium', 'paid', 'contact'] as const
/** A price as the interface carries it: `12.5 EUR month`, of which the last two may be missing. */
const kept = /^(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?(?: (month|year|week|once))?$/

/** Says what a field says as readers would: a price in their language, and not as it is kept. */
function useWording(field: string): (text: string) => string {
  const [tools, tool, format] = [useTranslations('tools'), useTranslations('tool'), useFormatter()]
  return (text) => {
    const pricing = pricings.find((one) => field === 'pricing' && one === text)
    if (pricing) return tools(`pricing.${pricing}`)
    const [, amount, currency, period] = (field === 'price' && kept.exec(text)) || []
    if (amount === undefined) return text
    const money = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
    const price = format.number(Number(amount), currency ? money : undefined)
    return tool(`priceFrom.${(period ?? 'unknown') as 'month' | 'unknown'}`, { price })
  }
}

function Words({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft">{label}</dt>
      <dd className="wrap-anywhere whitespace-pre-wrap">{children}</dd>
    </div>
  )
}
