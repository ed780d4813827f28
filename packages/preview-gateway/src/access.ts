import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Who may see a preview: whoever knows its address, whoever was given a link that `manage` signed, or who is signed in at the site as one of
 * its editors or administrators.
 */
export const accessModes = ['open', 'link', 'site'] as const
export type AccessMode = (typeof accessModes)[number]

/** Paths of a preview's address that the gateway answers itself. */
export const ownPaths = { enter: '/-/preview/enter', state: '/-/preview/state' } as const

/** The cookie that stands for a link which was followed. */
export const cookieName = 'parlance_preview'

/** Each is signed as what it is, so that one never passes for the other: links and cookies, by `manage`'s word or by the site's. */
export type PassKind = 'link' | 'cookie' | 'site' | 'site-cookie'

/** By what the site signs who may see previews. No link of another kind, and no cookie, can be made with it. */
export const siteKey = (secret: string): string =>
  createHmac('sha256', secret).update('site').digest('base64url')

/** @param until seconds since 1970 */
const signatureOf = (secret: string, kind: PassKind, name: string, until: number) =>
  createHmac('sha256', secret).update(`${kind}\n${name}\n${until}`).digest()

/** `until.signature`, which says that whoever has it may see the preview until then. @param until seconds since 1970 */
export const makePass = (secret: string, kind: PassKind, name: string, until: number): string =>
  `${until}.${signatureOf(secret, kind, name, until).toString('base64url')}`

/**
 * Whether a pass is one of this preview, of this kind, and still good; the signature is compared in constant time.
 * @returns until when it is good, in seconds since 1970; undefined: it is none
 */
export function readPass(
  secret: string,
  kind: PassKind,
  name: string,
  pass: string,
  now: Date,
): number | undefined {
  const [, digits, text] = /^(\d{1,12})\.([\w-]{43})$/.exec(pass) ?? []
  if (digits === undefined || text === undefined) return undefined
  const until = Number(digits)
  const given = Buffer.from(text, 'base64url')
  const right = timingSafeEqual(given, signatureOf(secret, kind, name, until))
  return right && until * 1_000 > now.getTime() ? until : undefined
}

/** The address that lets in whoever follows it. @param origin of the preview */
export function signedLink(origin: string, secret: string, name: string, until: number): string {
  const url = new URL(ownPaths.enter, origin)
  url.searchParams.set('pass', makePass(secret, 'link', name, until))
  return url.href
}

/** What `manage` says to ask the gateway how its previews are. */
export const controlToken = (secret: string): string =>
  createHmac('sha256', secret).update('control').digest('base64url')

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHmac('sha256', 'compare').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
