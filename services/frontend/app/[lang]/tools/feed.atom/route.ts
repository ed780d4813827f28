import { getTranslations } from 'next-intl/server'
import { feedAnswer } from '../../../../src/features/tools/feed-answer.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

/** What is new in the directory. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ lang: Language }> },
): Promise<Response> {
  const { lang } = await params
  const t = await getTranslations({ locale: lang, namespace: 'tools' })
  const topic = async () => ({ title: `Parlance: ${t('feed')}`, subtitle: t('metaDescription') })
  return feedAnswer(lang, localPath(lang, '/tools'), {}, topic)
}
