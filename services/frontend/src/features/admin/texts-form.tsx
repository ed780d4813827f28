'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { AdminListingTexts, AdminListingTranslation } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'
import { ConflictNote } from './conflict-note.tsx'
import { DifferenceText } from './difference-text.tsx'
import { saveTexts } from './edit-actions.ts'
import { KeyButton } from './parts.tsx'
import { asText, textFields } from './text-fields.ts'

/**
 * The texts of one language beside those of the source. What a reader falls back to stands in empty fields as ghost text;
 * what of the source has changed since a person saved this language is marked.
 */
export function TextsForm(props: {
  readonly id: string
  readonly language: Language
  readonly source: AdminListingTranslation | undefined
  readonly target: AdminListingTranslation | undefined
  readonly back: string
}) {
  const { id, language, source, target, back } = props
  const [conflict, action, saving] = useActionState(saveTexts, undefined)
  const t = useTranslations('admin')
  return (
    // A conflict brings a form with other defaults.
    <form key={conflict?.revision} action={action} className="grid gap-5" data-testid="texts-form">
      {conflict && <ConflictNote conflict={conflict} names={(field) => t(`texts.${field as 'name'}`)} />}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="revision" value={conflict?.revision ?? target?.revision ?? 0} />
      {textFields.map(({ name, rows, list }) => (
        <div key={name} className="grid gap-2 border-t-2 border-line pt-4 lg:grid-cols-2 lg:gap-6">
          <SourceText
            name={name}
            source={source}
            then={target?.sourceThen}
            label={t('sourceOf', { field: t(`texts.${name}`) })}
          />
          <div className="grid content-start gap-1.5">
            <label htmlFor={`text-${name}`} className="text-sm font-semibold">
              {t(`texts.${name}`)}
              {list && <span className="ms-2 font-normal text-ink-soft">{t('lineEach')}</span>}
            </label>
            <textarea
              id={`text-${name}`}
              name={name}
              rows={rows}
              lang={language}
              dir="auto"
              maxLength={name === 'description' || list ? 20_000 : name === 'overview' ? 5_000 : 500}
              defaultValue={conflict?.yours[name] ?? asText(target?.[name])}
              placeholder={asText(source?.[name])}
              className="w-full rounded-md border-2 border-line bg-card px-3 py-2 placeholder:text-ink-soft placeholder:italic focus:border-ink"
            />
          </div>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <KeyButton letter="s" disabled={saving} data-testid="texts-save">
          {t('publishLanguage')}
        </KeyButton>
        <KeyButton
          letter="n"
          name="then"
          value="next"
          variant="sun"
          disabled={saving}
          data-testid="texts-save-next"
        >
          {t('publishAndNext')}
        </KeyButton>
      </div>
    </form>
  )
}

function SourceText(props: {
  readonly name: keyof AdminListingTexts
  readonly source: AdminListingTranslation | undefined
  readonly then: AdminListingTexts | null | undefined
  readonly label: string
}) {
  const { name, source, then, label } = props
  const now = asText(source?.[name])
  const before = then ? asText(then[name]) : now
  return (
    <div className="grid content-start gap-1.5">
      <p className="overline-text">{label}</p>
      <p lang={source?.language} dir="auto" className="whitespace-pre-wrap" data-source={name}>
        {before === now ? now : <DifferenceText before={before} after={now} show="both" />}
      </p>
    </div>
  )
}
