import { capitalised, lexiconLanguages, meanings } from '../fixture-model/lexicon.ts'
import { float, integer, message, text } from '../fixture-model/protobuf.ts'

/** What a piece of a SentencePiece vocabulary is (ModelProto.SentencePiece.Type). */
const pieceType = { normal: 1, unknown: 2, control: 3, byte: 6 } as const

/** One piece: its text, how likely it is (a logarithm), what it is. */
interface Piece {
  readonly text: string
  readonly score: number
  readonly type: number
}

/** The vocabulary that source and target share, and what each piece becomes. */
export interface PairVocabulary {
  readonly pieces: readonly Piece[]
  /** `becomes[i]` is the number of the piece that piece `i` is translated to; its own where it is copied. */
  readonly becomes: readonly number[]
}

/** SentencePiece's sign for the space before a word. */
const space = '▁'
/** The engine's arithmetic on bytes wants every dimension in multiples of eight. */
const multiple = 8

/** Words of both languages, signs and letters, and every byte, so that what is no word is copied. */
export function makePairVocabulary(source: string, target: string): PairVocabulary {
  const [from, to] = [columnOf(source), columnOf(target)]
  const translations = new Map<string, string>()
  for (const words of meanings) {
    const [word = '', translation = ''] = [words[from], words[to]]
    for (const [key, value] of [
      [word, translation],
      [capitalised(word), capitalised(translation)],
    ] as const) {
      if (!translations.has(space + key)) translations.set(space + key, space + value)
    }
  }
  const pieces = new Map<string, Piece>()
  const add = (piece: Piece) => {
    if (!pieces.has(piece.text)) pieces.set(piece.text, piece)
  }
  add({ text: '</s>', score: 0, type: pieceType.control })
  add({ text: '<unk>', score: 0, type: pieceType.unknown })
  for (let byte = 0; byte < 256; byte += 1) {
    const name = `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`
    add({ text: name, score: -20, type: pieceType.byte })
  }
  for (const word of [...translations.keys(), ...translations.values()]) {
    add({ text: word, score: -1, type: pieceType.normal })
  }
  for (let code = 0x21; code < 0x7f; code += 1) {
    add({ text: String.fromCharCode(code), score: -10, type: pieceType.normal })
  }
  add({ text: space, score: -9, type: pieceType.normal })
  while (pieces.size % multiple !== 0) {
    add({ text: `${space}unused${pieces.size}`, score: -99, type: pieceType.normal })
  }
  const list = [...pieces.values()]
  const numbers = new Map(list.map((piece, number) => [piece.text, number]))
  return {
    pieces: list,
    becomes: list.map((piece, number) => numbers.get(translations.get(piece.text) ?? '') ?? number),
  }
}

function columnOf(language: string): number {
  const column = (lexiconLanguages as readonly string[]).indexOf(language)
  if (column < 0) throw new Error(`the fixture speaks ${lexiconLanguages.join(', ')}, not “${language}”`)
  return column
}

/** The vocabulary as SentencePiece keeps it (sentencepiece_model.proto), a unigram model without normalisation. */
export function sentencePieceFile({ pieces }: PairVocabulary): Buffer {
  const trainer = [
    integer(3, 1), // model_type: unigram
    integer(4, pieces.length),
    integer(35, 1), // byte_fallback
    integer(40, 1), // unk_id
    integer(41, -1), // bos_id
    integer(42, 0), // eos_id
    integer(43, -1), // pad_id
  ]
  const normalizer = [text(1, 'identity'), integer(3, 1), integer(4, 1), integer(5, 1)]
  return Buffer.concat([
    ...pieces.map((piece) =>
      message(1, [text(1, piece.text), float(2, piece.score), integer(3, piece.type)]),
    ),
    message(2, trainer),
    message(3, normalizer),
  ])
}
