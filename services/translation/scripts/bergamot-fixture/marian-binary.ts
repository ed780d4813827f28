/** One item of a model file: a tensor of floats, or the configuration as text. */
export interface MarianItem {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array | string
}

/** Marian's numbers for types: a class of 0x100 or 0x400, and bytes an element. */
const type = { int8: 0x101, float32: 0x404 } as const
/** Data starts at a multiple of this, so that it can be used where it lies. */
const alignment = 256

/**
 * Marian's binary format, version 1, little endian: version and count; per item the lengths of its name, its type, the rank
 * of its shape and the bytes of its data; names; shapes; then the data, each at a multiple of 256 bytes.
 */
export function marianBinary(items: readonly MarianItem[]): Buffer {
  const blobs = items.map(({ data }) =>
    padded(typeof data === 'string' ? zeroTerminated(data) : bytesOf(data)),
  )
  const head = Buffer.concat([
    u64(1),
    u64(items.length),
    ...items.map(({ name, shape, data }, index) =>
      Buffer.concat(
        [
          Buffer.byteLength(name) + 1,
          typeof data === 'string' ? type.int8 : type.float32,
          shape.length,
          blobs[index]?.length ?? 0,
        ].map(u64),
      ),
    ),
    ...items.map(({ name }) => zeroTerminated(name)),
    ...items.flatMap(({ shape }) => shape.map(i32)),
  ])
  const gap = (alignment - ((head.length + 8) % alignment)) % alignment
  return Buffer.concat([head, u64(gap), Buffer.alloc(gap), ...blobs])
}

const zeroTerminated = (text: string) => Buffer.from(`${text}\0`, 'utf8')
const bytesOf = (data: Float32Array) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)
const padded = (bytes: Buffer) =>
  Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)])

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
