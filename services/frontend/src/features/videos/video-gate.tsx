import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '../../components/ui/button.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { localPath } from '../../i18n/paths.ts'

/** For whoever may not change the videos of a listing. */
export async function VideoGate() {
  const [t, lang] = await Promise.all([getTranslations('videos'), getLocale()])
  return (
    <div className="wrap grid max-w-2xl gap-6 py-10 md:py-16" data-testid="videos-gate">
      <h1 className="text-4xl">{t('title')}</h1>
      <Notice tone="warn">
        <p>{t('notYours')}</p>
        <p className="mt-3">
          <ButtonLink href={localPath(lang, '/sign-in')}>{t('signIn')}</ButtonLink>
        </p>
      </Notice>
    </div>
  )
}
