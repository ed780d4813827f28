import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { saveSettings } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { KeyButton } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(
  async ({ params, searchParams }: Props, user) => {
    const { lang } = await params
    const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
    const settings = await bodyOf(api.GET('/api/v1/admin/settings'))
    return (
      <AdminShell user={user} title={t('pages.settings')} search={await searchParams}>
        <form action={saveSettings} className="grid max-w-2xl gap-6" data-testid="settings">
          <input type="hidden" name="back" value={localPath(lang, '/admin/settings')} />
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-semibold">{t('settings.submissions')}</legend>
            {(['open', 'review'] as const).map((value) => (
              <label key={value} className="flex items-center gap-2">
                <input
                  type="radio"
                  name="submissions"
                  value={value}
                  defaultChecked={settings.submissions === value}
                />
                {t(`settings.${value}`)}
              </label>
            ))}
          </fieldset>
          <KeyButton letter="s" className="justify-self-start">
            {t('save')}
          </KeyButton>
        </form>
      </AdminShell>
    )
  },
  { administrators: true },
)
