/** Width and height of a WebP picture, from its head (RFC 9649). @throws Error where it is none */
export function webpSize(head: Buffer): { width: number; height: number } {
  const format = head.toString('latin1', 12, 16)
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WEBP') {
    throw new Error('it is no WebP picture')
  }
  if (format === 'VP8 ')
    return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
  if (format === 'VP8L') {
    const bits = head.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  if (format === 'VP8X') return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
  throw new Error(`it is a WebP picture of an unknown kind, ${format}`)
}
