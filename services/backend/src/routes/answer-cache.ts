import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'

/** Answers that are kept, and the characters of all of them together. */
const mostAnswers = 2_000
const mostCharacters = 50_000_000
/**
 * Milliseconds after which readers' counts in an answer are counted anew; some are made anew sooner, so that what was made at one time does
 * not all have to be made again at another. Who asks meanwhile is not made to wait: they get what is kept, while it is no older than
 * `oldestMs`, and one at a time is made anew beside it: readers come first.
 */
const freshMs = 2_000
const soonest = 0.6
const oldestMs = 6_000
/** Milliseconds after which the next question about the version does not wait for the last. */
const patienceMs = 100

interface KeptAnswer {
  readonly body: string
  readonly etag: string
  readonly version: string
  /** When it is made anew, and when it is not given any more; by the clock of the process. */
  readonly freshUntil: number
  readonly goodUntil: number
}

/** Answers that many readers get, made once while nothing is written. */
export interface AnswerCache {
  /**
   * Answers a request by what is kept, or by what `make` makes. Readers may keep it too, and ask each time whether it is
   * still good: 304 where it is.
   */
  answer<T extends object>(request: FastifyRequest, reply: FastifyReply, make: () => Promise<T>): Promise<T>
  /** Drops everything: something was written. */
  clear(): void
}

/**
 * Keeps answers in the process.
 *
 * @param version a word that every write changes; asked for each time, which costs less than anything else about a request.
 */
export function createAnswerCache(version: () => Promise<string>): AnswerCache {
  const kept = new LRUCache<string, KeptAnswer>({
    max: mostAnswers,
    maxSize: mostCharacters,
    sizeCalculation: ({ body }) => body.length + 1,
  })
  /** What is being made, for whoever asks the same meanwhile. */
  const making = new Map<string, Promise<KeptAnswer>>()
  let epoch = 0
  let renewing = false
  const currentVersion = askedTogether(version)

  const send = (request: FastifyRequest, reply: FastifyReply, { body, etag }: KeptAnswer) => {
    reply
      .header('etag', etag)
      .header('cache-control', 'public, no-cache')
      .header('vary', 'Origin, Accept-Encoding')
    if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
    if (!reply.hasHeader('content-type')) reply.header('content-type', 'application/json; charset=utf-8')
    return reply.serializer((text: unknown) => text as string).send(body)
  }

  return {
    async answer<T extends object>(request: FastifyRequest, reply: FastifyReply, make: () => Promise<T>) {
      const key = request.url
      const current = await currentVersion()
      const known = kept.get(key)
      const started = epoch
      const same = `${started} ${current} ${key}`
      const begin = async () => {
        const body = String(reply.serializeInput((await make()) as never, '200'))
        const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`
        const freshUntil = performance.now() + freshMs * (soonest + (1 - soonest) * Math.random())
        const goodUntil = performance.now() + oldestMs
        const answer = { body, etag, version: current, freshUntil, goodUntil }
        if (epoch === started) kept.set(key, answer)
        return answer
      }
      const made = () => {
        const under = making.get(same) ?? begin().finally(() => making.delete(same))
        making.set(same, under)
        return under
      }
      const now = performance.now()
      if (known?.version !== current || known.goodUntil < now)
        return send(request, reply, await made()) as never
      if (known.freshUntil < now && !making.has(same) && !renewing) {
        renewing = true
        void made()
          // Whoever asks when it is too old is told.
          .catch(() => {})
          .finally(() => {
            renewing = false
          })
      }
      return send(request, reply, known) as never
    },
    clear() {
      epoch += 1
      kept.clear()
    },
  }
}

/**
 * One question for all who come while another is under way: it begins after they came, so its answer knows whatever was written before.
 * A question that takes long is not waited for.
 */
function askedTogether<T>(ask: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined
  let next: Promise<T> | undefined
  const begin = () => {
    const asked = ask().finally(() => {
      if (current === asked) current = undefined
    })
    current = asked
    return asked
  }
  return () => {
    if (!current) return begin()
    const over = current.then(
      () => {},
      () => {},
    )
    next ??= Promise.race([over, sleep(patienceMs, undefined, { ref: false })]).then(() => {
      next = undefined
      return begin()
    })
    return next
  }
}

function matches(asked: string | undefined, etag: string): boolean {
  if (asked === undefined) return false
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return asked.trim() === '*' || asked.split(',').some((tag) => opaque(tag) === opaque(etag))
}
