import type { IncomingMessage, ServerResponse } from 'node:http'
import { hugePng } from './png.ts'

/** Answers one address; the connection may be gone at any time. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

const html = { 'content-type': 'text/html; charset=utf-8' }
const megabyte = 1_024 * 1_024
let bomb: Buffer | undefined

/**
 * What a reader of the open web meets, by path.
 *
 * @param inside address of a server that nobody outside of this machine may read
 */
export function hostilePages(inside: () => string): Readonly<Record<string, Handler>> {
  return {
    '/hostile/missing': (_, response) => answer(response, 404, html, '<h1>No such page</h1>'),
    '/hostile/broken': (_, response) => answer(response, 500, html, '<h1>Out of order</h1>'),
    '/hostile/fifty-megabytes': (_, response) => sendFilling(response, 50 * megabyte),
    '/hostile/endless': (_, response) => dripForEver(response),
    '/hostile/to-inside': (_, response) => answer(response, 302, { location: inside() }, ''),
    '/hostile/loop': (_, response) => answer(response, 302, { location: '/hostile/loop' }, ''),
    '/hostile/paper.pdf': (_, response) =>
      answer(response, 200, { 'content-type': 'application/pdf' }, '%PDF-1.7'),
    '/hostile/huge-picture': (request, response) =>
      answer(response, 200, html, pageWithHugePicture(`http://${request.headers.host}`)),
    '/hostile/bomb.png': (_, response) => {
      bomb ??= hugePng(30_000)
      answer(response, 200, { 'content-type': 'image/png' }, bomb)
    },
    '/private/page': (_, response) => answer(response, 200, html, '<h1>Not for robots</h1>'),
  }
}

function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
): void {
  response.writeHead(status, headers).end(body)
}

/** A page of which every byte is really sent, as fast as it is read. */
async function sendFilling(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, html)
  const paragraph = Buffer.alloc(64 * 1_024, '<p>More of the same. </p>\n')
  for (let sent = 0; sent < bytes && !response.destroyed; sent += paragraph.length) {
    if (!response.write(paragraph)) await drained(response)
  }
  response.end()
}

/** A page that begins well and goes on, a line at a time, until the reader gives up. */
function dripForEver(response: ServerResponse): void {
  response.writeHead(200, html)
  response.write('<!doctype html><title>And so on</title>')
  const timer = setInterval(() => response.write('<p>and so on</p>\n'), 200)
  response.on('close', () => clearInterval(timer))
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go)
      response.off('close', go)
      resolve()
    }
    response.on('drain', go)
    response.on('close', go)
  })
}

function pageWithHugePicture(origin: string): string {
  return `<!doctype html><html lang="en"><head><title>A very large picture</title>
<meta name="description" content="The picture of this page is too large to be opened.">
<link rel="icon" href="${origin}/hostile/bomb.png" sizes="512x512">
<meta property="og:image" content="${origin}/hostile/bomb.png"></head>
<body><h1>A very large picture</h1><p>The text of this page is short and good.</p></body></html>`
}
