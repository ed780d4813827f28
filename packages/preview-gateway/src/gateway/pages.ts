import { createHash } from 'node:crypto'
import { ownPaths } from '../access.ts'

/** A page of the gateway's own, whole: it fetches nothing but its preview's state. */
export interface Page {
  status: number
  html: string
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1.5rem}
h1{font-size:1.4rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem;border-left:3px solid;padding-left:1rem;opacity:.8}
p.dim{opacity:.7}progress{width:100%}`

/** Asks how it stands, and shows the page that was wanted as soon as there is one. A question that fails is asked again. */
const script = `(()=>{const line=document.getElementById('state');const ask=async()=>{try{
const answer=await fetch('${ownPaths.state}',{cache:'no-store',signal:AbortSignal.timeout(5000)});const now=await answer.json();
if(now.go)return location.reload();line.textContent=now.text}catch{}setTimeout(ask,400)};setTimeout(ask,400)})()`

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** What these pages may do, for `Content-Security-Policy`. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

const page = (
  title: string,
  body: string,
  waits = false,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex,nofollow"><title>${escaped(title)}</title>
<style>${style}</style>${waits ? '<noscript><meta http-equiv="refresh" content="3"></noscript>' : ''}</head><body><h1>${escaped(title)}</h1>
${body}${waits ? `<script>${script}</script>` : ''}</body></html>`

export interface Subject {
  of: string
  commit: string | null
}

const what = ({ of, commit }: Subject) =>
  `<p class="dim">${escaped(of)}${commit === null ? '' : ` at ${escaped(commit.slice(0, 12))}`}</p>`

/** It is on its way: the page asks by itself, and then is the one that was wanted. */
export const wakingPage = (subject: Subject, text: string): Page => ({
  status: 503,
  html: page(
    `Waking the preview of ${subject.of}`,
    `${what(subject)}<progress></progress><p id="state">${escaped(text)}</p>
<p class="dim">Nobody had looked at it for a while. This page becomes the real one by itself, in a few seconds.</p>`,
    true,
  ),
})

export const makingPage = (subject: Subject): Page => ({
  status: 503,
  html: page(
    `The preview of ${subject.of} is being made`,
    `${what(subject)}<progress></progress><p id="state">Images, database, services: this takes a minute or more.</p>
<p class="dim">This page becomes the real one by itself.</p>`,
    true,
  ),
})

/** @param lines of whom it is about, the last they said */
export const faultPage = (subject: Subject, message: string, lines: readonly string[]): Page => ({
  status: 503,
  html: page(
    `The preview of ${subject.of} is not up`,
    `${what(subject)}<p>${escaped(message)}</p>${lines.length > 0 ? `<pre>${escaped(lines.join('\n'))}</pre>` : ''}
<p class="dim">Push a commit that mends it, or look at all it said: pnpm manage preview:logs</p>`,
  ),
})

/** @param others that run, each of which somebody uses */
export const crowdedPage = (subject: Subject, others: readonly string[]): Page => ({
  status: 503,
  html: page(
    `There is no room to wake the preview of ${subject.of}`,
    `${what(subject)}<p>As many previews run as may, and somebody uses each of them: ${escaped(others.join(', '))}.</p>
<p class="dim">One that nobody has used for a minute makes room: try again then. More may run with PREVIEW_MOST.</p>`,
  ),
})

export const unknownPage: Page = {
  status: 404,
  html: page(
    'There is no such preview',
    '<p>It may have been removed, or never was. Those that there are: <code>pnpm manage preview:list</code></p>',
  ),
}

export const lockedPage: Page = {
  status: 403,
  html: page(
    'This preview opens with a link',
    '<p>The link that you followed has expired, or you came without one. Whoever runs the preview makes one: <code>pnpm manage preview:open NAME</code></p>',
  ),
}

/** @param address where the site says who somebody is; undefined: nobody has said where that is */
export const signInPage = (subject: Subject, address: string | undefined): Page => ({
  status: 403,
  html: page(
    'This preview is for editors of the site',
    address === undefined
      ? `${what(subject)}<p>Where the site is has not been said: <code>pnpm manage preview:up --access site</code> says it.</p>`
      : `${what(subject)}<p><a href="${escaped(address)}">Enter as an editor of ${escaped(new URL(address).host)}</a></p>
<p class="dim">Who is signed in there is here at once. Otherwise sign in there first, and then come back to this page.</p>`,
  ),
})

export const goneAwayPage = (subject: Subject): Page => ({
  status: 502,
  html: page(
    `The preview of ${subject.of} broke off`,
    `${what(subject)}<p>It was there and did not answer. Try again in a moment.</p>`,
  ),
})
