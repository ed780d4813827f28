import type { PairVocabulary } from './vocabulary.ts'

const magic = 0xf11a_48d5_0134_17f5n
/** Words of the target that may always come: the first ones of the vocabulary. */
const first = 8

/**
 * A lexical shortlist in the engine's binary form: for each piece of the source, the pieces of the target that may come of
 * it. Header (magic, checksum, first, best, lengths), offsets as u64, numbers of pieces as u32. The checksum is not asked
 * for where the file comes from memory.
 */
export function shortlistFile({ becomes }: PairVocabulary): Buffer {
  const head = Buffer.alloc(6 * 8)
  const header = [magic, 0n, BigInt(first), 1n, BigInt(becomes.length + 1), BigInt(becomes.length)]
  for (const [index, value] of header.entries()) head.writeBigUInt64LE(value, index * 8)
  const offsets = Buffer.alloc((becomes.length + 1) * 8)
  const words = Buffer.alloc(becomes.length * 4)
  for (let index = 0; index <= becomes.length; index += 1) offsets.writeBigUInt64LE(BigInt(index), index * 8)
  for (const [index, word] of becomes.entries()) words.writeUInt32LE(word, index * 4)
  return Buffer.concat([head, offsets, words])
}
