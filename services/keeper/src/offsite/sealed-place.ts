import { openAgeKey, sealedEnding } from './age-key.ts'
import type { Place } from './place.ts'

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
        const plain = all.filter(([name]) => !name.endsWith(sealedEnding))
        if (all.length > 0 && plain.length === 0)
          throw new Error(`what is at ${place.name} is encrypted: set BACKUP_KEY to the key it was made with`)
        return new Map(plain)
      },
    }
  }
  const age = await openAgeKey(key)
  return {
    name: place.name,
    async list() {
      const all = [...(await place.list())]
      const own = all.filter(([name]) => name.endsWith(sealedEnding))
      return new Map(own.map(([name, bytes]) => [name.slice(0, -sealedEnding.length), bytes]))
    },
    storedSize: (bytes) => age.size(bytes),
    async put(name, content, bytes) {
      await place.put(`${name}${sealedEnding}`, await age.encrypt(content), age.size(bytes))
    },
    get: async (name) => age.decrypt(await place.get(`${name}${sealedEnding}`), { name, place: place.name }),
    remove: (name) => place.remove(`${name}${sealedEnding}`),
  }
}
