import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { isOutage } from '../../api/problem.ts'
import { freshness } from '../../api/server.ts'
import { Notice } from '../../components/ui/notice.tsx'
import { answerUnavailable } from '../../server/response-status.ts'
import { BackendAway } from './backend-away.tsx'

/**
 * A page that says so, with 503, where the backend is away: on top of what was kept of it, or instead of it. Thrown on,
 * the fault would be a 500 without a word until scripts have run.
 */
export function withOutage<Props>(
  page: (props: Props) => Promise<ReactNode>,
): (props: Props) => Promise<ReactNode> {
  return async (props) => {
    try {
      const content = await page(props)
      const { since } = freshness()
      if (!since) return content
      answerUnavailable()
      return (
        <>
          <OlderNote since={since} />
          {content}
        </>
      )
    } catch (error) {
      if (!isOutage(error)) throw error
      answerUnavailable()
      return <BackendAway />
    }
  }
}

/** The same for what a page says of itself: what it does not know is not for search engines. */
export function metadataWithOutage<Props>(
  describe: (props: Props) => Promise<Metadata>,
): (props: Props) => Promise<Metadata> {
  return async (props) => {
    try {
      return await describe(props)
    } catch (error) {
      if (!isOutage(error)) throw error
      const t = await getTranslations('shell')
      return { title: t('errorTitle'), robots: { index: false } }
    }
  }
}

async function OlderNote({ since }: { readonly since: Date }) {
  const [t, format] = await Promise.all([getTranslations('shell'), getFormatter()])
  return (
    <div className="wrap pt-4" data-testid="older-note">
      <Notice tone="warn" role="status">
        {t('older', { time: format.dateTime(since, { dateStyle: 'long', timeStyle: 'short' }) })}
      </Notice>
    </div>
  )
}
