'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { ImportColumns } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { Select } from '../../components/ui/field.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { languageNames, languages } from '../../i18n/languages.ts'
import { mapColumns } from './columns-action.ts'
import { Table } from './parts.tsx'

/** Columns that can be changed; those after them are left as they are. */
const mostShown = 200

/** Where the columns of a file go, to be changed before it is imported. What was chosen stays in the form when it cannot be. */
export function ColumnsForm(props: {
  readonly id: string
  readonly found: ImportColumns
  readonly back: string
}) {
  const { id, found, back } = props
  const [refused, action, sending] = useActionState(mapColumns, undefined)
  const t = useTranslations('admin')
  const columns = found.columns.filter(({ field }, place) => place < mostShown || field !== null)
  const inLanguage = (language: string) => found.fields.filter((field) => field.endsWith(`.${language}`))
  return (
    // A refusal brings a form with other defaults.
    <form key={refused?.attempt} action={action} className="grid gap-3" data-testid="columns-form">
      <h2 className="text-2xl">{t('import.columns')}</h2>
      <p>{t('import.columnsLead')}</p>
      {refused && (
        <Notice tone="bad" role="alert" data-testid="columns-fault">
          {'why' in refused ? <p lang="en">{refused.why}</p> : <p>{t(`faults.${refused.fault}`)}</p>}
        </Notice>
      )}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="attempt" value={refused?.attempt ?? 0} />
      <Table label={t('import.columns')} head={[t('import.column'), t('import.field')]}>
        {columns.map(({ name, field }, place) => (
          <tr key={name} data-testid="import-column">
            <td className="break-all">
              <code>{name.slice(0, 200)}</code>
              <input type="hidden" name="column" value={name} />
            </td>
            <td>
              <Select
                name="field"
                aria-label={t('import.fieldOf', { column: name.slice(0, 200) })}
                defaultValue={refused?.fields[place] ?? field ?? ''}
                className="min-h-9! w-64!"
              >
                <option value="">{t('import.leftOut')}</option>
                {found.fields
                  .filter((each) => !each.includes('.'))
                  .map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                {languages.map((language) => (
                  <optgroup key={language} label={languageNames[language]}>
                    {inLanguage(language).map((each) => (
                      <option key={each}>{each}</option>
                    ))}
                  </optgroup>
                ))}
              </Select>
            </td>
          </tr>
        ))}
      </Table>
      <Button
        type="submit"
        variant="outline"
        disabled={sending}
        className="justify-self-start"
        data-testid="columns-look"
      >
        {t('import.lookAgain')}
      </Button>
    </form>
  )
}
