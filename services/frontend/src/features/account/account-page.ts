import { getTranslations } from 'next-intl/server'
import type { Language } from '../../i18n/languages.ts'
import { pageMetadata } from '../../server/page-metadata.ts'
import { metadataWithOutage } from '../outage/with-outage.tsx'
import type { SearchParams } from '../tools/filters.ts'

/** What Next.js gives a page of accounts. */
export interface AccountPageProps {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

/** The head of a page of accounts, which search engines leave out. @param name of its texts */
export const accountMetadata = (name: 'signUp' | 'forgot' | 'reset' | 'confirm', path: string) =>
  metadataWithOutage(async ({ params }: AccountPageProps) => {
    const [{ lang }, t] = [await params, await getTranslations('account')]
    return pageMetadata({
      lang,
      path,
      title: t(`${name}.title`),
      description: t(`${name}.lead`),
      hidden: true,
    })
  })
