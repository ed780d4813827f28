import { maxBodyLength } from '@parlance/contracts/chat'
import { Problem } from '@parlance/service-kit'

// Everything of Unicode's Cc but tab and line feed; NUL is what PostgreSQL refuses.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/**
 * A message's text as it is stored: well-formed Unicode in NFC, line feeds as line ends, no control characters, no
 * space around it.
 *
 * @throws Problem `invalid` where nothing is left, or too much
 */
export function cleanBody(text: string): string {
  const body = text.replace(/\r\n?/g, '\n').replace(controls, '').toWellFormed().normalize('NFC').trim()
  if (body === '') throw new Problem('invalid', 'The message is empty.', { reason: 'empty' })
  if (body.length > maxBodyLength) {
    throw new Problem('invalid', `The message is longer than ${maxBodyLength} characters.`, {
      reason: 'too-long',
    })
  }
  return body
}
