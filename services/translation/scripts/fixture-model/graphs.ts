import { capitalised, lexiconLanguages, meanings } from './lexicon.ts'
import { dataType, type OnnxGraph, type OnnxNode } from './onnx-proto.ts'
import { endId, type FixtureFamily, languageToken, type Vocabulary } from './vocabulary.ts'

const { float, int64 } = dataType

/** The encoder says each token's number, zero where the mask is: hidden size 1. */
export function encoderGraph(): OnnxGraph {
  return {
    name: 'encoder',
    inputs: [
      { name: 'input_ids', type: int64, shape: ['batch_size', 'encoder_sequence_length'] },
      { name: 'attention_mask', type: int64, shape: ['batch_size', 'encoder_sequence_length'] },
    ],
    outputs: [
      { name: 'last_hidden_state', type: float, shape: ['batch_size', 'encoder_sequence_length', 1] },
    ],
    initializers: [ints('two', [2])],
    nodes: [
      node('Mul', ['input_ids', 'attention_mask'], 'masked'),
      node('Cast', ['masked'], 'numbers', { to: float }),
      node('Unsqueeze', ['numbers', 'two'], 'last_hidden_state'),
    ],
  }
}

/** Words of an input before the first that is translated: T5's prefix is `translate English to French :`. */
const t5PrefixLength = 5
/** Which of them names the target. */
const t5TargetAt = 3

/**
 * The decoder looks one word up a step. The cache holds the tokens it was fed, so its length is the step, and the token fed
 * at step 1 names the target language where the family has it that way.
 */
export function decoderGraph(family: FixtureFamily, vocabulary: Vocabulary, marianTarget: string): OnnxGraph {
  const cache = (name: string, length: string) => ({ name, type: float, shape: ['batch_size', 1, length, 1] })
  const { lexicon, rows, strength } = tables(family, vocabulary, marianTarget)
  const size = vocabulary.tokens.length
  return {
    name: 'decoder',
    inputs: [
      { name: 'input_ids', type: int64, shape: ['batch_size', 'decoder_sequence_length'] },
      { name: 'encoder_hidden_states', type: float, shape: ['batch_size', 'encoder_sequence_length', 1] },
      cache('past_key_values.0.decoder.key', 'past_decoder_sequence_length'),
      cache('past_key_values.0.decoder.value', 'past_decoder_sequence_length'),
      cache('past_key_values.0.encoder.key', 'encoder_sequence_length_out'),
      cache('past_key_values.0.encoder.value', 'encoder_sequence_length_out'),
    ],
    outputs: [
      { name: 'logits', type: float, shape: ['batch_size', 'decoder_sequence_length', size] },
      cache('present.0.decoder.key', 'past_decoder_sequence_length + 1'),
      cache('present.0.decoder.value', 'past_decoder_sequence_length + 1'),
      cache('present.0.encoder.key', 'encoder_sequence_length_out'),
      cache('present.0.encoder.value', 'encoder_sequence_length_out'),
    ],
    initializers: [
      ints('zero', [0]),
      ints('one', [1]),
      ints('two', [2]),
      ints('cache_shape', [-1, 1, 1, 1]),
      ints('flat', [-1]),
      ints('offset', [family === 't5' ? t5PrefixLength : 0]),
      ints('target_at', [t5TargetAt]),
      ints('size', [size]),
      { name: 'off_on', dims: [2], data: Float32Array.of(0, 1) },
      { name: 'lexicon', dims: [lexicon.length], data: BigInt64Array.from(lexicon, BigInt) },
      { name: 'rows', dims: [rows.length], data: BigInt64Array.from(rows, BigInt) },
      { name: 'strength', dims: [strength.length], data: Float32Array.from(strength) },
    ],
    nodes: [
      // The cache grows by the token that was fed.
      node('Cast', ['input_ids'], 'fed_float', { to: float }),
      node('Reshape', ['fed_float', 'cache_shape'], 'fed'),
      node('Concat', ['past_key_values.0.decoder.key', 'fed'], 'present.0.decoder.key', { axis: 2 }),
      node('Concat', ['past_key_values.0.decoder.value', 'fed'], 'present.0.decoder.value', { axis: 2 }),
      node('Unsqueeze', ['encoder_hidden_states', 'one'], 'present.0.encoder.key'),
      node('Unsqueeze', ['encoder_hidden_states', 'one'], 'present.0.encoder.value'),
      // The source token of this step; past the end, the last one.
      node('Squeeze', ['encoder_hidden_states', 'two'], 'source_float'),
      node('Cast', ['source_float'], 'source', { to: int64 }),
      node('Shape', ['past_key_values.0.decoder.key'], 'past_shape'),
      node('Gather', ['past_shape', 'two'], 'step', { axis: 0 }),
      node('Shape', ['source'], 'source_shape'),
      node('Gather', ['source_shape', 'one'], 'length', { axis: 0 }),
      node('Sub', ['length', 'one'], 'last'),
      node('Add', ['step', 'offset'], 'wanted'),
      node('Min', ['wanted', 'last'], 'at'),
      node('Gather', ['source', 'at'], 'token_column', { axis: 1 }),
      node('Reshape', ['token_column', 'flat'], 'token'),
      ...languageNodes(family),
      // The target token, as logits that are surer of known words.
      node('Mul', ['row', 'size'], 'row_start'),
      node('Add', ['row_start', 'token'], 'cell'),
      node('Gather', ['lexicon', 'cell'], 'target', { axis: 0 }),
      node('OneHot', ['target', 'size', 'off_on'], 'hot', { axis: -1 }),
      node('Gather', ['strength', 'token'], 'sure', { axis: 0 }),
      node('Unsqueeze', ['sure', 'one'], 'sure_column'),
      node('Mul', ['hot', 'sure_column'], 'scores'),
      node('Unsqueeze', ['scores', 'one'], 'logits'),
    ],
  }
}

/** Which row of the lexicon: by the second token fed, by the prefix, or the only one. */
function languageNodes(family: FixtureFamily): OnnxNode[] {
  if (family === 'marian') return [node('Mul', ['token', 'zero'], 'row')]
  const named =
    family === 't5'
      ? [node('Gather', ['source', 'target_at'], 'named_column', { axis: 1 })]
      : [
          node('Min', ['step', 'one'], 'named_step'),
          node('Gather', ['present.0.decoder.key', 'named_step'], 'named_float', { axis: 2 }),
          node('Cast', ['named_float'], 'named_column', { to: int64 }),
        ]
  return [
    ...named,
    node('Reshape', ['named_column', 'flat'], 'named'),
    node('Gather', ['rows', 'named'], 'row', { axis: 0 }),
  ]
}

/** The lexicon, target by target; the row of each language token; how sure the model is of each source token. */
function tables(family: FixtureFamily, { tokens, id }: Vocabulary, marianTarget: string) {
  const targets = family === 'marian' ? [marianTarget] : [...lexiconLanguages]
  const rows = tokens.map(() => 0)
  if (family !== 'marian') {
    targets.forEach((language, row) => {
      rows[id(languageToken(family, language))] = row
    })
  }
  const strength: number[] = tokens.map((_, index) => (index < 4 ? 9 : 6))
  const lexicon = targets.flatMap((language) => {
    // What is no word stays as it is; what stands before the words and after them ends the text.
    const row = tokens.map((_, index) => (index < 2 ? endId : index))
    const column = lexiconLanguages.indexOf(language as (typeof lexiconLanguages)[number])
    for (const words of meanings.toReversed()) {
      const target = words[column] ?? ''
      for (const word of words) {
        row[id(word)] = id(target)
        row[id(capitalised(word))] = id(capitalised(target))
        strength[id(word)] = 12
        strength[id(capitalised(word))] = 12
      }
    }
    return row
  })
  return { lexicon, rows, strength }
}

function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number>> = {},
): OnnxNode {
  return { op, inputs, outputs: [output], attributes }
}

function ints(name: string, values: readonly number[]) {
  return { name, dims: [values.length], data: BigInt64Array.from(values, BigInt) }
}
