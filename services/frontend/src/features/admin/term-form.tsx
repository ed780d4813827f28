import { useTranslations } from 'next-intl'
import type { AdminTerm } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { languageNames, languages } from '../../i18n/languages.ts'
import { saveTerm } from './actions.ts'

/** A category or tag in all languages; without one, a new one. */
export function TermForm(props: {
  readonly kind: 'categories' | 'tags'
  readonly term: AdminTerm | undefined
  readonly back: string
}) {
  const { kind, term, back } = props
  const t = useTranslations('admin')
  const key = term?.id ?? 'new'
  const textIn = (language: string) => term?.texts.find((text) => text.language === language)
  return (
    <form action={saveTerm} className="mt-4 grid gap-3" data-testid="term-form">
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={term?.id ?? ''} />
      <input type="hidden" name="revision" value={term?.revision ?? 0} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field id={`${key}-slug`} label={t('facts.slug')}>
          <Input
            id={`${key}-slug`}
            name="slug"
            defaultValue={term?.slug}
            required
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            maxLength={100}
          />
        </Field>
        {kind === 'categories' && (
          <Field id={`${key}-icon`} label={t('icon')}>
            <Input
              id={`${key}-icon`}
              name="icon"
              defaultValue={term?.icon ?? 'shapes'}
              pattern="[a-z0-9-]+"
              maxLength={40}
            />
          </Field>
        )}
      </div>
      {languages.map((language) => (
        <div key={language} className="grid gap-2 sm:grid-cols-[1fr_2fr]">
          <Field id={`${key}-name-${language}`} label={languageNames[language]}>
            <Input
              id={`${key}-name-${language}`}
              name={`name-${language}`}
              lang={language}
              defaultValue={textIn(language)?.name}
              maxLength={80}
            />
          </Field>
          {kind === 'categories' && (
            <Field
              id={`${key}-text-${language}`}
              label={t('descriptionIn', { language: languageNames[language] })}
            >
              <Input
                id={`${key}-text-${language}`}
                name={`description-${language}`}
                lang={language}
                defaultValue={textIn(language)?.description}
                maxLength={500}
              />
            </Field>
          )}
        </div>
      ))}
      <Button type="submit" size="sm" className="justify-self-start">
        {t('save')}
      </Button>
    </form>
  )
}
