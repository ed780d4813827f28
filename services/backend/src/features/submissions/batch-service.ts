import { Problem } from '@parlance/service-kit'
import type { Bus } from '../bus-port.ts'
import { canonicalUrl } from '../catalogue/canonical-url.ts'
import { newId } from '../identifiers.ts'
import { distinct, readAddressList } from './address-list.ts'
import type { BatchRow, BatchStore } from './batch-store-port.ts'
import { batchView } from './batch-view.ts'
import type { Batches } from './batches.ts'
import type { Scraper } from './scraper-port.ts'
import { blockedHost, cancelled, describeProblem } from './submission-problems.ts'
import { cancelTopic, submissionTopic } from './submission-service.ts'
import type { SubmissionStore } from './submission-store-port.ts'
import { readAddress } from './submitted-address.ts'

/** Addresses of one batch. */
const mostAtOnce = 200
/** Of somebody without an account. */
const mostOfStrangers = 20

/** UTF-16 code units of an address, as one that is submitted by itself. */
const longestAddress = 2_048

/** Takes in several addresses at once. */
export function createBatches({
  store,
  submissions,
  scraper,
  bus,
}: {
  store: BatchStore
  submissions: SubmissionStore
  scraper: Pick<Scraper, 'listAddresses'>
  bus: Pick<Bus, 'publish'>
}): Batches {
  const find = async (id: string): Promise<BatchRow> => {
    const row = await store.find(id)
    if (!row) throw new Problem('not-found', 'There is no such batch of submissions.')
    return row
  }
  const get = async (id: string) => batchView(await find(id))

  /** A page that is listed or on its way gives that one; one that cannot be taken in says why, and holds up no other. */
  const takeIn = async (id: string, place: number, url: string, by: { lang?: string; userId?: string }) => {
    try {
      if (url.length > longestAddress)
        throw new Problem('invalid', 'The address is too long.', { reason: 'invalid-url' })
      const address = readAddress(url)
      if ((await submissions.blocked(address)) !== undefined) throw blockedHost()
      const { row, joined } = await submissions.takeIn({
        id: newId(),
        url: address,
        canonicalUrl: canonicalUrl(address),
        language: by.lang ?? null,
        userId: by.userId ?? null,
        patient: true,
      })
      await store.settle(id, place, { submissionId: row.id, joined })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await store.settle(id, place, { problem: describeProblem(error) })
    }
  }

  return {
    get,

    submit: async ({ text, sitemap, lang, userId }) => {
      if ((text === undefined) === (sitemap === undefined))
        throw new Problem('invalid', 'Give `text` or `sitemap`, and not both.')
      const most = userId === undefined ? mostOfStrangers : mostAtOnce
      const { source, urls, left } =
        sitemap === undefined
          ? { ...readAddressList(text ?? ''), left: 0 }
          : { source: 'sitemap' as const, ...(await scraper.listAddresses(readAddress(sitemap), most)) }
      const addresses = distinct(urls)
      const taken = addresses.slice(0, most)
      if (taken.length === 0)
        throw new Problem('invalid', 'There is no address in it. Write one a line.', {
          reason: 'no-addresses',
        })
      const id = newId()
      const beyond = left + addresses.length - taken.length
      await store.create({ id, source, left: beyond, userId: userId ?? null, urls: taken })
      const by = { ...(lang ? { lang } : {}), ...(userId ? { userId } : {}) }
      for (const [place, url] of taken.entries()) await takeIn(id, place, url, by)
      return get(id)
    },

    cancel: async (id, { userId, editor }) => {
      const row = await find(id)
      if (row.userId !== null && row.userId !== userId && !editor)
        throw new Problem('forbidden', 'Only who submitted these pages, or an editor, may cancel them.')
      for (const { submission, joined } of row.items) {
        if (!submission || joined || !(await submissions.cancel(submission.id, cancelled))) continue
        bus.publish(cancelTopic(submission.id), '')
        bus.publish(submissionTopic(submission.id), '')
      }
      return get(id)
    },
  }
}
