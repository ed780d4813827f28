/**
 * `health-main.ts http://127.0.0.1:3001/health/live` or `grpc://127.0.0.1:50051`: asks once, exit code 0 when healthy,
 * else 1 and the reason in one line. A container's health check runs it, so it imports nothing but Node's own modules
 * and is over in the time that Node takes to start.
 *
 * With HEALTH_WAIT_MS it asks again and again for so long, until it has had two good answers in a row, and says `healthy twice`:
 * whoever waits for a start does not start a Node for each question, on a machine that has others to serve meanwhile.
 */
import { get } from 'node:http'
import { connect } from 'node:http2'

// A machine that is busy answers late, and is well all the same; the check itself may take ten seconds, with the start of Node.
const deadlineMs = 5_000

/** @throws Error with the reason */
type Ask = (url: URL) => Promise<void>

const askHttp: Ask = (url) =>
  new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (body.length < 1_000) body += chunk
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`HTTP ${response.statusCode} ${body.slice(0, 500)}`))
      })
    }).on('error', reject)
  })

/** `grpc.health.v1.Health/Check` of the whole server: an empty message there, `{1: status}` back, 1 = SERVING. */
const askGrpc: Ask = (url) =>
  new Promise((resolve, reject) => {
    const session = connect(`http://${url.host}`)
    session.on('error', reject)
    const over = () => session.destroy()
    const stream = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', (error) => reject(error.cause ?? error))
    stream.on('close', over)
    stream.on('end', () => {
      const [field, status] = Buffer.concat(chunks).subarray(5)
      if (field === 0x08 && status === 1) resolve()
      else reject(new Error('not serving'))
    })
    stream.end(Buffer.alloc(5))
  })

const askAgainMs = 200
/** In a row, so that one which answers once and falls over is not taken for well. */
const goodAnswers = 2

/** @throws Error with the reason, also where no answer comes */
async function askInTime(ask: Ask, url: URL): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
  })
  await Promise.race([ask(url), late]).finally(() => clearTimeout(timer))
}

const reasonOf = (error: NodeJS.ErrnoException) => error.code ?? error.message

/** @returns why it is not well; undefined when it is */
async function waitForTwo(ask: Ask, url: URL, until: number): Promise<string | undefined> {
  for (let good = 0, reason: string | undefined; ; ) {
    reason = await askInTime(ask, url).then(() => undefined, reasonOf)
    good = reason === undefined ? good + 1 : 0
    if (good === goodAnswers) return undefined
    if (performance.now() >= until) return reason ?? 'answered once'
    await new Promise((resolve) => setTimeout(resolve, askAgainMs))
  }
}

const [address = ''] = process.argv.slice(2)
const waitMs = Number(process.env.HEALTH_WAIT_MS ?? 0)
const end = (code: number, reason: string) => {
  if (reason) process.stdout.write(`${reason}\n`)
  process.exit(code)
}
const url = URL.parse(address)
const ask = url?.protocol === 'grpc:' ? askGrpc : url?.protocol === 'http:' ? askHttp : undefined
if (!url || !ask) end(2, 'usage: health-main.ts http://host:port/path | grpc://host:port')
else if (waitMs > 0)
  waitForTwo(ask, url, performance.now() + waitMs).then((reason) =>
    reason === undefined ? end(0, 'healthy twice') : end(1, reason),
  )
else
  askInTime(ask, url).then(
    () => end(0, ''),
    (error: NodeJS.ErrnoException) => end(1, reasonOf(error)),
  )
