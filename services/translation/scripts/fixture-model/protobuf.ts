/** The encoding of protocol buffers, as far as model files need it. */

/** A field that holds a message. */
export function message(field: number, parts: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts))
}

/** A field that holds a string. */
export function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value, 'utf8'))
}

/** A field that holds bytes. */
export function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(value.length), value])
}

/** A field that holds an integer; a negative one as its complement. */
export function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)])
}

/** A field that holds a float of 32 bits. */
export function float(field: number, value: number): Buffer {
  const fixed = Buffer.alloc(4)
  fixed.writeFloatLE(value)
  return Buffer.concat([varint((field << 3) | 5), fixed])
}

/** Negative numbers take ten bytes, as two's complement of 64 bits. */
function varint(value: number): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value))
  const out: number[] = []
  while (rest > 127n) {
    out.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  out.push(Number(rest))
  return Buffer.from(out)
}
