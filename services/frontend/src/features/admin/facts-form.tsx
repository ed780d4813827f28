'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import type { AdminListing } from '../../api/rest-types.ts'
import { Field, Select } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { pricings } from '../tools/filters.ts'
import { ConflictNote } from './conflict-note.tsx'
import { saveFacts } from './edit-actions.ts'
import { KeyButton } from './parts.tsx'
import { TermField } from './term-field.tsx'
import type { TermChoice } from './terms.ts'

/**
 * Name, addresses, price, category and tags of a listing. A plain form, which keeps what was typed after a conflict.
 *
 * @param props.tags those that the listing has, and those that are proposed; more are looked up as one types
 */
export function FactsForm(props: {
  readonly listing: AdminListing
  readonly categories: readonly TermChoice[]
  readonly tags: readonly TermChoice[]
  readonly back: string
}) {
  const { listing, categories, tags, back } = props
  const [conflict, action, saving] = useActionState(saveFacts, undefined)
  const [added, setAdded] = useState<readonly TermChoice[]>([])
  const t = useTranslations('admin')
  const prices = useTranslations('tools')
  const typed = conflict?.yours
  const has = new Set(typed ? typed.tags?.split(',').filter(Boolean) : listing.tags)
  const choices = new Map([...tags, ...added].map((choice) => [choice.slug, choice]))
  for (const slug of has) if (!choices.has(slug)) choices.set(slug, { slug, name: slug })
  return (
    // A conflict brings a form with other defaults.
    <form key={conflict?.revision} action={action} className="grid gap-4" data-testid="facts-form">
      {conflict && <ConflictNote conflict={conflict} names={(field) => t(`facts.${field as 'name'}`)} />}
      <input type="hidden" name="id" value={listing.id} />
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="revision" value={conflict?.revision ?? listing.revision} />
      <div className="grid gap-4 md:grid-cols-2">
        {(['name', 'slug', 'url'] as const).map((name) => (
          <Field key={name} id={`facts-${name}`} label={t(`facts.${name}`)}>
            <Input
              id={`facts-${name}`}
              name={name}
              defaultValue={typed?.[name] ?? listing[name]}
              required
              maxLength={name === 'url' ? 2_048 : 100}
            />
          </Field>
        ))}
        <Field id="facts-pricing" label={t('facts.pricing')}>
          <Select id="facts-pricing" name="pricing" defaultValue={typed?.pricing ?? listing.pricing}>
            {[...pricings, 'unknown' as const].map((pricing) => (
              <option key={pricing} value={pricing}>
                {pricing === 'unknown' ? t('unknown') : prices(`pricing.${pricing}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="facts-category" label={t('facts.category')}>
          <Select
            id="facts-category"
            name="category"
            defaultValue={typed?.category ?? listing.category ?? ''}
          >
            <option value="">{t('none')}</option>
            {categories.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
                {listing.proposed.category === slug && ` (${t('proposed')})`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <fieldset>
        <legend className="text-sm font-semibold">{t('pages.tags')}</legend>
        <div className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
          {[...choices.values()].map(({ slug, name }) => (
            <label key={slug} className="flex items-center gap-2 text-sm">
              <input
                type="checkbox"
                name="tags"
                value={slug}
                defaultChecked={has.has(slug) || added.some((choice) => choice.slug === slug)}
                className="size-4"
              />
              {name}
              {!has.has(slug) && listing.proposed.tags.includes(slug) && (
                <span className="text-ink-soft">({t('proposed')})</span>
              )}
            </label>
          ))}
        </div>
        <div className="mt-3 grid max-w-80 gap-1 text-sm">
          <label htmlFor="facts-tag">{t('addTag')}</label>
          <TermField
            id="facts-tag"
            name="tag"
            kind="tags"
            data-testid="facts-tag"
            className="min-h-9!"
            onPick={(choice) => setAdded((before) => [...before, choice])}
          />
        </div>
      </fieldset>
      <KeyButton letter="s" disabled={saving} className="justify-self-start" data-testid="facts-save">
        {t('save')}
      </KeyButton>
    </form>
  )
}
