import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { classNames } from '../../components/class-names.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { fieldBox, Input } from '../../components/ui/input.tsx'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'

/** Several addresses: written, as a browser's bookmarks, or as a sitemap. Works without a script. */
export function SeveralForm({ lang }: { readonly lang: Language }) {
  const t = useTranslations('submit')
  const id = useId()
  return (
    <form
      method="post"
      action={localPath(lang, '/submit/several/form')}
      encType="multipart/form-data"
      className="grid gap-6"
      data-testid="several-form"
    >
      <Field id={`${id}-text`} label={t('several.addresses')} hint={t('several.hint')}>
        <textarea
          id={`${id}-text`}
          name="text"
          rows={8}
          maxLength={1_000_000}
          spellCheck={false}
          autoCapitalize="none"
          aria-describedby={`${id}-text-hint`}
          className={classNames(fieldBox, 'py-2.5')}
          data-testid="several-text"
        />
      </Field>
      <Field id={`${id}-file`} label={t('several.file')}>
        <input
          id={`${id}-file`}
          name="file"
          type="file"
          accept=".html,.htm,.txt,.xml,text/html,text/plain,application/xml"
          className="min-h-11 text-sm"
          data-testid="several-file"
        />
      </Field>
      <Field id={`${id}-sitemap`} label={t('several.sitemap')} hint={t('several.sitemapHint')}>
        <Input
          id={`${id}-sitemap`}
          name="sitemap"
          inputMode="url"
          maxLength={2048}
          placeholder="https://"
          aria-describedby={`${id}-sitemap-hint`}
          data-testid="several-sitemap"
        />
      </Field>
      <Button type="submit" size="lg" className="justify-self-start" data-testid="several-button">
        {t('several.send')}
      </Button>
    </form>
  )
}
