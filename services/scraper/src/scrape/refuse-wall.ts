import { ScrapeFailure } from '../failure.ts'
import type { Reading, WallKind } from '../html/reading.ts'

/** The message for the person who pasted the link; `host` as they see it. */
const sentences: Readonly<Record<WallKind, (host: string) => string>> = {
  'error-page': (host) => `${host} shows an error page at this address.`,
  'bot-wall': (host) => `${host} asks its visitors to prove that they are human, and shows nothing else.`,
  'login-wall': (host) => `${host} asks for a sign-in before it shows this page.`,
  'consent-wall': (host) => `${host} shows nothing but a request for consent.`,
  'parked-domain': (host) => `${host} is a domain that is for sale or not in use.`,
  'directory-index': () => 'This is a list of files, not a page about something.',
  placeholder: (host) =>
    `${host} has no page here yet: it is being built, in maintenance, or only just set up.`,
  'no-words': () => 'The page says nothing that a listing could be made of.',
}

/** Ends the scrape of a page that is none that could be listed. @throws ScrapeFailure with the kind as its reason */
export function refuseWall({ wall }: Reading, host: string): void {
  if (!wall) return
  const evidence = new Error(`${wall.kind} ${wall.score}: ${wall.evidence.join('; ')}`)
  throw new ScrapeFailure(wall.kind, sentences[wall.kind](host), evidence)
}
