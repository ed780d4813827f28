import type { MarianItem } from './marian-binary.ts'
import type { PairVocabulary } from './vocabulary.ts'

/** Width of everything between the layers. */
const width = 256
const half = width / 2
/**
 * Positions are sines in the first half of a vector and cosines in the second, the fast ones first. The fast ones say
 * where a piece stands; over the slow ones, which hardly change, lies the code of the piece.
 */
const positionAxes = [...range(0, half / 2), ...range(half, half + half / 2)]
const codeBlocks = [range(half / 2, half - half / 4), range(half - half / 4, half)].flatMap((block) => [
  block,
  block.map((axis) => axis + half),
])
const codeAxes = codeBlocks.flat()
/**
 * The slowest sines and cosines, 0 and 1 for as long as sentences are. Codes are as often plus as minus in them, so their
 * mean is what normalising a vector took from every axis, less a half: with it, positions are put right again.
 */
const anchorAxes = codeBlocks.slice(2).flat()
const anchorMean = 0.5

/** How much louder a code is than a position in an embedding, and what a layer adds than what it got. */
const codeLoudness = 4
const override = 200
/**
 * What the context says on the axes of positions, where no piece has its code, beside what it says on those of codes: a
 * copied piece keeps it, so it is less sure; a translation drowns it.
 */
const doubt = 1.5
/** How far the last layer raises its voice: what the softmax makes sure of. */
const voice = 0.15
/** Sharpness of attention to the same position, as the product of the scales of query and key. */
const sharpness = 90

/**
 * Weights of a transformer that translates word for word: the decoder at step n attends to position n of the source,
 * takes the code of the piece that stands there, looks up the code of its translation, and says that. All else is silent.
 */
export function makeWeights({ pieces, becomes }: PairVocabulary): MarianItem[] {
  const count = pieces.length
  const codes = pieces.map((_, number) => codeOf(number))
  const embeddings = matrix(count, width, (row, column) => {
    const axis = codeAxes.indexOf(column)
    return axis < 0 ? 0 : ((codes[row]?.[axis] ?? 0) * codeLoudness) / Math.sqrt(width)
  })
  const translated = becomes.flatMap((to, from) => (to === from ? [] : [{ from, to }]))
  const units = unitsOf(becomes)
  /** A unit for each piece that is translated: it wakes for its code alone, and says that of its translation, louder. */
  const wakes = matrix(width, units, (row, unit) => {
    const piece = translated[unit]?.from
    return piece === undefined ? 0 : (codes[piece]?.[codeAxes.indexOf(row)] ?? 0)
  })
  const says = matrix(units, width, (unit, column) => {
    const piece = translated[unit]?.to
    return piece === undefined ? 0 : (codes[piece]?.[codeAxes.indexOf(column)] ?? 0) * override
  })
  const position = matrix(width, width, (row, column) => {
    if (!positionAxes.includes(column)) return 0
    return anchorAxes.includes(row) ? -sharpness / anchorAxes.length : row === column ? sharpness : 0
  })
  const code = (loudness: number) =>
    matrix(width, width, (row, column) => (row === column && codeAxes.includes(row) ? loudness : 0))
  const silent = (rows: number, columns: number) => matrix(rows, columns, () => 0)
  // A piece's own code meets itself on all of its axes; that of another on less than two thirds more than not.
  const threshold = -0.6 * codeAxes.length * Math.sqrt(2 / (1 + doubt ** 2))
  const doubts = new Float32Array(width).map((_, axis) => {
    const place = positionAxes.indexOf(axis)
    return place < 0 ? 0 : (place % 2 === 0 ? 1 : -1) * doubt * override * Math.SQRT2
  })

  return [
    item('Wemb', count, width, embeddings),
    ...attention('encoder_l1_self', {
      query: silent(width, width),
      value: silent(width, width),
      out: silent(width, width),
    }),
    ...feedForward('encoder_l1_ffn', silent(width, units), 0, silent(units, width), units),
    item('decoder_l1_rnn_W', width, width, silent(width, width)),
    item('decoder_l1_rnn_Wf', width, width, silent(width, width)),
    item('decoder_l1_rnn_bf', 1, width, silent(1, width)),
    ...norm('decoder_l1_rnn_ffn'),
    ...attention('decoder_l1_context', {
      query: position,
      value: code(1),
      out: code(override),
      outBias: doubts,
    }),
    ...feedForward('decoder_l1_ffn', wakes, threshold, says, units, voice),
    item('decoder_ff_logit_out_b', 1, count, silent(1, count)),
  ]
}

/** Units of the layers that look up: one for each piece that is translated; 8-bit arithmetic wants multiples of 64. */
function unitsOf(becomes: readonly number[]): number {
  return Math.ceil((becomes.filter((to, from) => to !== from).length + 1) / 64) * 64
}

/** The deviation that normalising divides by: of codes on half of the axes, and of positions. */
const deviation = Math.sqrt((codeLoudness ** 2 + 1) / 2 - anchorMean ** 2)

interface Attention {
  /** Query and key alike. */
  readonly query: Float32Array
  readonly value: Float32Array
  readonly out: Float32Array
  readonly outBias?: Float32Array
}

function attention(name: string, { query, value, out, outBias }: Attention): MarianItem[] {
  const none = new Float32Array(width)
  const shift = none.map((_, axis) =>
    positionAxes.includes(axis) && query.some((weight) => weight !== 0)
      ? (sharpness * anchorMean) / deviation
      : 0,
  )
  return [
    item(`${name}_Wq`, width, width, query),
    item(`${name}_bq`, 1, width, shift),
    item(`${name}_Wk`, width, width, query),
    item(`${name}_bk`, 1, width, shift),
    item(`${name}_Wv`, width, width, value),
    item(`${name}_bv`, 1, width, none),
    item(`${name}_Wo`, width, width, out),
    item(`${name}_bo`, 1, width, outBias ?? none),
    ...norm(`${name}_Wo`),
  ]
}

function feedForward(
  name: string,
  first: Float32Array,
  threshold: number,
  second: Float32Array,
  units: number,
  scale = 1,
): MarianItem[] {
  return [
    item(`${name}_W1`, width, units, first),
    item(`${name}_b1`, 1, units, new Float32Array(units).fill(threshold)),
    item(`${name}_W2`, units, width, second),
    item(`${name}_b2`, 1, width, new Float32Array(width)),
    ...norm(`${name}_ffn`, scale),
  ]
}

function norm(name: string, scale = 1): MarianItem[] {
  return [
    item(`${name}_ln_scale`, 1, width, new Float32Array(width).fill(scale)),
    item(`${name}_ln_bias`, 1, width, new Float32Array(width)),
  ]
}

function item(name: string, rows: number, columns: number, data: Float32Array): MarianItem {
  return { name, shape: [rows, columns], data }
}

function matrix(rows: number, columns: number, value: (row: number, column: number) => number): Float32Array {
  const data = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) data[row * columns + column] = value(row, column)
  }
  return data
}

/** A code of ones and minus ones that is like no other, half of each. */
function codeOf(number: number): number[] {
  let state = (number + 1) * 0x9e37_79b1
  const random = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  for (let turn = 0; turn < 8; turn += 1) random()
  return codeBlocks.flatMap((block) => shuffled(block.length, random))
}

/** Ones and minus ones, half of each, in a random order. */
function shuffled(length: number, random: () => number): number[] {
  const signs = Array.from({ length }, (_, index) => (index % 2 === 0 ? 1 : -1))
  for (let at = length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const kept = signs[at] ?? 1
    signs[at] = signs[other] ?? 1
    signs[other] = kept
  }
  return signs
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

/** The configuration of this transformer, as Marian writes it into a model. */
export function configuration({ pieces, becomes }: PairVocabulary): string {
  return `${Object.entries({
    type: 'transformer',
    'dim-vocabs': `\n  - ${pieces.length}\n  - ${pieces.length}`,
    'dim-emb': width,
    'enc-depth': 1,
    'dec-depth': 1,
    'dec-cell': 'ssru',
    'dec-cell-base-depth': 2,
    'dec-cell-high-depth': 1,
    'enc-cell': 'gru',
    'enc-cell-depth': 1,
    'enc-type': 'bidirectional',
    'transformer-heads': 1,
    'transformer-dim-ffn': unitsOf(becomes),
    'transformer-decoder-dim-ffn': unitsOf(becomes),
    'transformer-ffn-depth': 2,
    'transformer-decoder-ffn-depth': 0,
    'transformer-ffn-activation': 'relu',
    'transformer-dim-aan': width,
    'transformer-aan-depth': 2,
    'transformer-aan-activation': 'swish',
    'transformer-aan-nogate': 'false',
    'transformer-decoder-autoreg': 'rnn',
    'transformer-tied-layers': '\n  []',
    'transformer-guided-alignment-layer': 'last',
    'transformer-no-projection': 'false',
    'transformer-no-bias': 'false',
    'transformer-preprocess': '""',
    'transformer-postprocess': 'dan',
    'transformer-postprocess-emb': 'd',
    'transformer-postprocess-top': '""',
    'transformer-train-position-embeddings': 'false',
    'transformer-pool': 'false',
    'tied-embeddings': 'false',
    'tied-embeddings-src': 'false',
    'tied-embeddings-all': 'true',
    'lemma-dim-emb': 0,
    'lemma-dependency': '""',
    'factors-combine': 'sum',
    'factors-dim-emb': 0,
    'output-omit-bias': 'false',
    skip: 'false',
    'layer-normalization': 'false',
    'right-left': 'false',
    'input-types': '\n  []',
    'bert-train-type-embeddings': 'true',
    'bert-type-vocab-size': 2,
    ulr: 'false',
    'ulr-dim-emb': 0,
    'ulr-trainable-transformation': 'false',
    version: 'v1.10.0',
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')}\n`
}
