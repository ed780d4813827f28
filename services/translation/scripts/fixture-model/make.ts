import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decoderGraph, encoderGraph } from './graphs.ts'
import { writeModel } from './onnx-proto.ts'
import {
  endId,
  type FixtureFamily,
  languageToken,
  makeVocabulary,
  t5Names,
  tokenizerFile,
} from './vocabulary.ts'

/** What the fixture is made as. */
export interface FixtureOptions {
  readonly family?: FixtureFamily
  /** The target of a Marian model, whose source is English. */
  readonly marianTarget?: string
}

/**
 * Writes a deterministic encoder-decoder model with tokenizer and configuration: it translates word for word by a small
 * lexicon, and everything on the way (tokeniser, encoder, decoder with cache, generation) is the real thing.
 *
 * @returns the files it wrote, relative to the folder.
 */
export async function makeFixtureModel(folder: string, options: FixtureOptions = {}): Promise<string[]> {
  const { family = 'm2m100', marianTarget = 'es' } = options
  const vocabulary = makeVocabulary(family)
  const files: Readonly<Record<string, string | Buffer>> = {
    'config.json': json(configOf(family, vocabulary.tokens.length)),
    'generation_config.json': json(generationOf(family)),
    'tokenizer.json': json(tokenizerFile(family, vocabulary)),
    'tokenizer_config.json': json(tokenizerConfigOf(family, marianTarget)),
    'onnx/encoder_model_quantized.onnx': writeModel(encoderGraph()),
    'onnx/decoder_model_merged_quantized.onnx': writeModel(decoderGraph(family, vocabulary, marianTarget)),
  }
  await mkdir(join(folder, 'onnx'), { recursive: true })
  for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content)
  return Object.keys(files)
}

function configOf(family: FixtureFamily, vocabularySize: number): object {
  const shared = {
    is_encoder_decoder: true,
    vocab_size: vocabularySize,
    pad_token_id: 1,
    eos_token_id: endId,
    decoder_start_token_id: family === 't5' || family === 'marian' ? 1 : endId,
  }
  if (family === 't5') {
    return {
      ...shared,
      model_type: 't5',
      architectures: ['T5ForConditionalGeneration'],
      num_layers: 1,
      num_decoder_layers: 1,
      num_heads: 1,
      d_kv: 1,
      d_model: 1,
      task_specific_params: Object.fromEntries(
        ['fr', 'de', 'es'].map((target) => [
          `translation_en_to_${target}`,
          { prefix: `translate English to ${t5Names[target]}: ` },
        ]),
      ),
    }
  }
  const layers = {
    encoder_layers: 1,
    decoder_layers: 1,
    encoder_attention_heads: 1,
    decoder_attention_heads: 1,
    d_model: 1,
  }
  return family === 'marian'
    ? { ...shared, ...layers, model_type: 'marian', architectures: ['MarianMTModel'] }
    : { ...shared, ...layers, model_type: 'm2m_100', architectures: ['M2M100ForConditionalGeneration'] }
}

function generationOf(family: FixtureFamily): object {
  return {
    eos_token_id: endId,
    pad_token_id: 1,
    decoder_start_token_id: family === 't5' || family === 'marian' ? 1 : endId,
    max_length: 200,
  }
}

const tokenizerClasses: Readonly<Record<FixtureFamily, string>> = {
  m2m100: 'M2M100Tokenizer',
  nllb: 'NllbTokenizer',
  marian: 'MarianTokenizer',
  t5: 'T5Tokenizer',
}

function tokenizerConfigOf(family: FixtureFamily, marianTarget: string): object {
  return {
    tokenizer_class: tokenizerClasses[family],
    bos_token: '<s>',
    eos_token: '</s>',
    pad_token: '<pad>',
    unk_token: '<unk>',
    model_max_length: 512,
    clean_up_tokenization_spaces: true,
    ...(family === 'marian' ? { source_lang: 'en', target_lang: marianTarget } : {}),
    ...(family === 'm2m100' || family === 'nllb' ? { src_lang: languageToken(family, 'en') } : {}),
  }
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`
}
