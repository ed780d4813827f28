import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import { WrongKeyError } from './place.ts'

/** How the names of encrypted files end. */
export const sealedEnding = '.age'

/** What one key of age does with streams (https://age-encryption.org/v1). Memory does not grow with them. */
export interface AgeKey {
  encrypt(content: Readable): Promise<Readable>
  /** @param where as people are told it. @throws WrongKeyError where it was made with another key; Error where it is damaged */
  decrypt(content: Readable, where: { name: string; place: string }): Promise<Readable>
  /** Bytes that so many have when they are encrypted. */
  size(bytes: number): number
}

/**
 * @param key an age identity, AGE-SECRET-KEY-1…, as age-keygen prints it: with comments above
 * @throws Error where it is none
 */
export async function openAgeKey(key: string): Promise<AgeKey> {
  const identity =
    key
      .split('\n')
      .find((line) => line.startsWith('AGE-SECRET-KEY-'))
      ?.trim() ?? ''
  const recipient = await identityToRecipient(identity).catch(() => {
    throw new Error('BACKUP_KEY is no key of age (AGE-SECRET-KEY-1…): age-keygen makes one')
  })
  const encrypt = async (content: Readable) => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    return encrypter.encrypt(Readable.toWeb(content) as globalThis.ReadableStream<Uint8Array>)
  }
  const nothing = await encrypt(Readable.from([]))
  await nothing.cancel()
  return {
    size: (bytes) => nothing.size(bytes),
    async encrypt(content) {
      const stream = Readable.fromWeb((await encrypt(content)) as ReadableStream)
      // What fails while it is read ends what would be kept of it.
      content.once('error', (error) => stream.destroy(error))
      return stream
    },
    async decrypt(content, { name, place }) {
      const decrypter = new Decrypter()
      decrypter.addIdentity(identity)
      try {
        const stream = Readable.toWeb(content) as globalThis.ReadableStream<Uint8Array>
        return Readable.fromWeb((await decrypter.decrypt(stream)) as ReadableStream)
      } catch (cause) {
        content.destroy()
        if (/no identity matched/.test(String(cause))) {
          throw new WrongKeyError(
            `BACKUP_KEY does not open what is at ${place}: it was made with another key`,
            { cause },
          )
        }
        const why = cause instanceof Error ? cause.message : String(cause)
        throw new Error(`${name} at ${place} is damaged: ${why}`, { cause })
      }
    },
  }
}
