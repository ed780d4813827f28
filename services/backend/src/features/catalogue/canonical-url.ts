/** Parameters that say where a visitor came from, and nothing of the page. */
const tracking =
  /^(utm_|mtm_|pk_|hsa_|_hs)|^(fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|ref|ref_src)$/

/**
 * The address that decides whether two addresses are one listing: scheme, `www.`, default port, fragment, tracking
 * parameters, order of parameters, and the last slash do not matter.
 *
 * @param url an absolute http or https address. @throws TypeError where it is none
 */
export function canonicalUrl(url: string): string {
  const parsed = new URL(url)
  const host = parsed.host.replace(/^www\./, '').replace(/\.(?=$|:)/, '')
  const parameters = [...parsed.searchParams].filter(([name]) => !tracking.test(name.toLowerCase()))
  parameters.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const query = new URLSearchParams(parameters).toString()
  const path = parsed.pathname.replace(/\/+$/, '')
  return `https://${host}${path}${query === '' ? '' : `?${query}`}`
}
