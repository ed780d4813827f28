import { createReadStream } from 'node:fs'

/** Which of some texts, each of up to 4,096 bytes, a file of any size holds. */
export async function findInFile(file: string, texts: readonly string[]): Promise<string[]> {
  const wanted = texts.map((text) => ({ text, bytes: Buffer.from(text) }))
  const found = new Set<string>()
  let tail = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: 4_194_304 })) {
    const content = Buffer.concat([tail, chunk as Buffer])
    for (const { text, bytes } of wanted) if (!found.has(text) && content.includes(bytes)) found.add(text)
    tail = Buffer.from(content.subarray(-4_096))
  }
  return [...found]
}
