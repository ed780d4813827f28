import type { Logger } from '@parlance/service-kit'

const deadlineMs = 10_000

/** What a webhook gets, as JSON. */
export interface Notice {
  readonly event: 'backup-failing' | 'backup-working'
  readonly text: string
  readonly problems: readonly string[]
  readonly version: string
  /** ISO 8601. */
  readonly at: string
}

/** Tells the webhook; one that does not answer is logged, for nothing else depends on it. Redirects are not followed. */
export async function tellWebhook(url: string | undefined, notice: Notice, logger: Logger): Promise<void> {
  if (url === undefined) return
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(notice),
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    })
    await response.body?.cancel()
    if (!response.ok) logger.error({ status: response.status }, 'the webhook refused a notice')
  } catch (error) {
    logger.error({ err: error }, 'the webhook could not be told')
  }
}
