import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import { type Place, WrongKeyError } from './place.ts'

const ending = '.age'

/**
 * The same place with every file encrypted by age (https://age-encryption.org/v1), under its name with `.age`; without a key,
 * files as they are. What lies there in the other way is not seen, but told where nothing else is there.
 *
 * @param key an age identity, AGE-SECRET-KEY-1…, as age-keygen prints it
 */
export async function sealed(place: Place, key: string | undefined): Promise<Place> {
  if (key === undefined) {
    return {
      ...place,
      async list() {
        const all = [...(await place.list())]
        const plain = all.filter(([name]) => !name.endsWith(ending))
        if (all.length > 0 && plain.length === 0)
          throw new Error(`what is at ${place.name} is encrypted: set BACKUP_KEY to the key it was made with`)
        return new Map(plain)
      },
    }
  }
  // What age-keygen writes has comments above the key.
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
    name: place.name,
    async list() {
      const all = [...(await place.list())]
      const own = all.filter(([name]) => name.endsWith(ending))
      return new Map(own.map(([name, bytes]) => [name.slice(0, -ending.length), bytes]))
    },
    storedSize: (bytes) => nothing.size(bytes),
    async put(name, content, bytes) {
      const stream = Readable.fromWeb((await encrypt(content)) as ReadableStream)
      // A file that fails while it is read ends what would be kept of it.
      content.once('error', (error) => stream.destroy(error))
      await place.put(`${name}${ending}`, stream, nothing.size(bytes))
    },
    async get(name) {
      const content = await place.get(`${name}${ending}`)
      const decrypter = new Decrypter()
      decrypter.addIdentity(identity)
      try {
        const stream = Readable.toWeb(content) as globalThis.ReadableStream<Uint8Array>
        return Readable.fromWeb((await decrypter.decrypt(stream)) as ReadableStream)
      } catch (cause) {
        content.destroy()
        if (/no identity matched/.test(String(cause))) {
          throw new WrongKeyError(
            `BACKUP_KEY does not open what is at ${place.name}: it was made with another key. Set that one, or another place`,
            { cause },
          )
        }
        const why = cause instanceof Error ? cause.message : String(cause)
        throw new Error(`${name} at ${place.name} is damaged: ${why}`, { cause })
      }
    },
    remove: (name) => place.remove(`${name}${ending}`),
  }
}
