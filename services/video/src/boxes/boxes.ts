/** A box of an ISO base media file (ISO/IEC 14496-12), by its place in a buffer. */
export interface Box {
  readonly type: string
  /** Of its first byte, from the start of the buffer. */
  readonly start: number
  /** Of its content, after size and type. */
  readonly content: number
  /** The byte after its last. */
  readonly end: number
}

/** The head of a box: type, size of the head, size of the whole. @throws Error where it is no box */
export function readHead(bytes: Buffer, at: number): { type: string; head: number; size: number } {
  if (at + 8 > bytes.length) throw new Error(`a box at ${at} is cut off`)
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) throw new Error(`there is no box at ${at}`)
  if (short === 1) {
    if (at + 16 > bytes.length) throw new Error(`a box at ${at} is cut off`)
    return { type, head: 16, size: Number(bytes.readBigUInt64BE(at + 8)) }
  }
  return { type, head: 8, size: short }
}

/** The boxes that lie side by side in a part of a buffer. @throws Error where one reaches beyond it */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    const { type, head, size } = readHead(bytes, at)
    if (size < head || at + size > to) throw new Error(`box ${type} at ${at} reaches beyond what holds it`)
    boxes.push({ type, start: at, content: at + head, end: at + size })
    at += size
  }
  return boxes
}

/** The boxes in a box. @param skip bytes of fields before them */
export const children = (bytes: Buffer, box: Box, skip = 0): Box[] =>
  boxesIn(bytes, box.content + skip, box.end)

/** The only box of a type. @throws Error where there is none, or another */
export function only(boxes: readonly Box[], type: string): Box {
  const [box, ...more] = boxes.filter((candidate) => candidate.type === type)
  if (!box || more.length > 0)
    throw new Error(`${box ? more.length + 1 : 'no'} ${type} where there must be one`)
  return box
}

/** The box at the end of a path. @throws Error */
export const descend = (bytes: Buffer, from: Box, ...path: readonly string[]): Box =>
  path.reduce((box, type) => only(children(bytes, box), type), from)
