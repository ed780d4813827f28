import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request for a transcript, as the platform's own parser of forms reads it. */
export interface AskedTranscript {
  readonly path: string
  readonly authorization: string | undefined
  readonly contentLength: number
  /** Bytes that came. */
  readonly bytes: number
  readonly fields: Readonly<Record<string, string>>
  readonly file: { readonly name: string; readonly type: string; readonly sha256: string }
}

/** Answers a request whose body was read. */
type Answering = (response: ServerResponse, asked: AskedTranscript) => void | Promise<void>

/** A server that speaks OpenAI's protocol for transcripts, and says what a test wants. */
export async function startTranscriptEngine() {
  const asked: AskedTranscript[] = []
  let answer: Answering = (response) => json(response, 200, { segments: [] })
  const server = createServer(async (request, response) => {
    const one = await read(request).catch(() => undefined)
    if (!one) return void response.destroy()
    asked.push(one)
    await answer(response, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers: (next: Answering) => {
      answer = next
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sends a JSON answer. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function read(request: IncomingMessage): Promise<AskedTranscript> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const file = form.get('file') as File
  const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string')
  return {
    path: request.url ?? '',
    authorization: request.headers.authorization,
    contentLength: Number(request.headers['content-length']),
    bytes: body.length,
    fields: Object.fromEntries(fields),
    file: {
      name: file.name,
      type: file.type,
      sha256: createHash('sha256')
        .update(Buffer.from(await file.arrayBuffer()))
        .digest('hex'),
    },
  }
}
