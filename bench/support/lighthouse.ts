import lighthouse from 'lighthouse'

/** What Lighthouse's mobile run says of a page. */
export interface PageFigures {
  /** 0 to 100. */
  readonly points: number
  readonly accessibility: number
  readonly bestPractices: number
  readonly seo: number
  /** Milliseconds. */
  readonly lcp: number
  /** Milliseconds. */
  readonly blocking: number
  /** Bytes of JavaScript over the network. */
  readonly scripts: number
  /** How many reasons the browser had not to keep the page for its back button. */
  readonly notKept: number
  /** Every audit of accessibility, best practices and SEO that failed. */
  readonly faults: readonly string[]
}

/** One run in a Chromium that listens for DevTools. @param port of DevTools */
export async function measurePage(url: string, port: number): Promise<PageFigures> {
  const result = await lighthouse(url, { port, logLevel: 'error', output: 'json' })
  if (!result || result.lhr.runtimeError) throw new Error(`${url}: ${result?.lhr.runtimeError?.message}`)
  const { audits, categories } = result.lhr
  const points = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  const requests = audits['network-requests']?.details
  const items =
    requests && 'items' in requests
      ? (requests.items as { resourceType?: string; transferSize?: number }[])
      : []
  const failed = ['accessibility', 'best-practices', 'seo']
    .flatMap((name) => categories[name]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => id)
  const kept = audits['bf-cache']?.details
  return {
    points: points('performance'),
    accessibility: points('accessibility'),
    bestPractices: points('best-practices'),
    seo: points('seo'),
    lcp: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
    blocking: audits['total-blocking-time']?.numericValue ?? Number.NaN,
    scripts: items
      .filter(({ resourceType }) => resourceType === 'Script')
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
    notKept: kept && 'items' in kept ? kept.items.length : 0,
    faults: [...new Set(failed)],
  }
}
