/** Longest address that the backend takes, in UTF-16 code units. */
const longest = 2_048

/**
 * The address in what somebody pasted: spaces trimmed, `https://` put before a bare host. Undefined where it cannot be a
 * web address; whether it may be visited is the backend's to say.
 */
export function readAddress(pasted: string): string | undefined {
  const text = pasted.trim().replace(/^<|>$/g, '')
  if (text === '' || text.length > longest || /\s/.test(text)) return undefined
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(\/|$))/i.test(text)
  const url = URL.parse(hasScheme ? text : `https://${text}`)
  if (!url || url.hostname === '') return undefined
  if (
    !hasScheme &&
    !url.hostname.includes('.') &&
    !url.hostname.includes(':') &&
    url.hostname !== 'localhost'
  )
    return undefined
  return url.href
}

/** Whether a text is an id of a submission, or of several. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
