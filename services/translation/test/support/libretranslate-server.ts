import { bodyOf, json, type LocalServer, serve } from './http-server.ts'
import { wordForWord } from './word-for-word.ts'

/** How the server misbehaves, if it does. */
export interface LibreTranslateFaults {
  status?: number
  /** Leaves the last translation out. */
  short?: boolean
  /** Never answers a translation. */
  hang?: boolean
}

/** A server that speaks LibreTranslate's protocol (docs.libretranslate.com), for the site's languages but Dutch. */
export async function serveLibreTranslate(
  faults: LibreTranslateFaults = {},
  port = 0,
): Promise<LocalServer & { requests: { q: string[]; source: string; target: string }[] }> {
  const requests: { q: string[]; source: string; target: string }[] = []
  const codes = ['en', 'fr', 'es', 'it', 'de', 'pt']
  const server = await serve(async (request, response) => {
    if (request.url === '/languages') {
      json(
        response,
        200,
        codes.map((code) => ({ code, name: code, targets: codes })),
      )
      return
    }
    const body = (await bodyOf(request)) as { q: string[]; source: string; target: string }
    requests.push(body)
    if (faults.hang) return
    if (faults.status) {
      json(response, faults.status, { error: 'Slowdown: 80 per 1 minute' })
      return
    }
    const translatedText = body.q.map((text) => wordForWord(text, body.target))
    json(response, 200, { translatedText: faults.short ? translatedText.slice(1) : translatedText })
  }, port)
  return { ...server, requests }
}
