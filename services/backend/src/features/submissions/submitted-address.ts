import { Problem } from '@parlance/service-kit'

/**
 * The address that somebody typed, as an absolute one: `example.org` means `https://example.org/`.
 *
 * @throws Problem `invalid` with the reason `invalid-url` or `unsupported-scheme`
 */
export function readAddress(typed: string): string {
  const text = typed.trim()
  const named = /^([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))/i.exec(text)?.[1]?.toLowerCase()
  if (named !== undefined && named !== 'http' && named !== 'https') {
    throw new Problem('invalid', `Only http and https addresses can be listed, not ${named}.`, {
      reason: 'unsupported-scheme',
    })
  }
  const url = URL.parse(named ? text : `https://${text.replace(/^\/\//, '')}`)
  const host = url?.hostname ?? ''
  const wellNamed = host.startsWith('[') || /^[^\s.]+(\.[^\s.]+)+\.?$/.test(host) || host === 'localhost'
  if (!url || /\s/.test(text) || !wellNamed)
    throw invalid('This is not the address of a page. Write it like https://example.org/.')
  if (url.username !== '' || url.password !== '') {
    throw invalid('The address holds a user name or password. Give it without.')
  }
  url.hash = ''
  return url.href
}

function invalid(detail: string): Problem {
  return new Problem('invalid', detail, { reason: 'invalid-url' })
}
