import { Problem } from '@parlance/service-kit'
import { errorCodes, type FastifyInstance } from 'fastify'

/**
 * Reads bodies: JSON, and nothing at all, whatever type is announced for it: programs name the type of a body that they
 * do not send, and routes that need one say so by their schema.
 */
export function readBodies(app: FastifyInstance): void {
  const readJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else if (holdsTooMuch(body))
      done(new Problem('too-large', `The body holds too many values: ${mostValues} is the most.`))
    else readJson(request, body, done)
  })
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE())
  })
}

/** Values that a body may hold, in lists, objects and under each other: several times what any route takes. */
const mostValues = 20_000

/**
 * Whether a JSON text holds so many values that making them would stand in everybody's way: a list of a million numbers, brackets
 * in brackets. Told by the signs between values before anything is made of them; what stands in quotation marks is passed over.
 */
export function holdsTooMuch(json: string): boolean {
  let values = 1
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charCodeAt(at)
    if (sign === quote) {
      at = endOfString(json, at)
    } else if (sign === comma || sign === openList || sign === openObject) {
      values += 1
      if (values > mostValues) return true
    }
  }
  return false
}

const [quote, comma, openList, openObject, backslash] = [0x22, 0x2c, 0x5b, 0x7b, 0x5c]

/** Where a string ends that begins at a place; the end of the text where it does not. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1)
  while (end >= 0) {
    let before = end
    while (json.charCodeAt(before - 1) === backslash) before -= 1
    if ((end - before) % 2 === 0) return end
    end = json.indexOf('"', end + 1)
  }
  return json.length
}
