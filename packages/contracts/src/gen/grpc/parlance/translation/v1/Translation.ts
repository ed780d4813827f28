// Original file: proto/parlance/translation/v1/translation.proto

import type { Tier as _parlance_translation_v1_Tier, Tier__Output as _parlance_translation_v1_Tier__Output } from '../../../parlance/translation/v1/Tier.ts';

export interface Translation {
  /**
   * the text as it came
   */
  'text'?: (string);
  'sourceLanguage'?: (string);
  /**
   * the original where nothing could translate it
   */
  'translated'?: (string);
  /**
   * apertium, bergamot, onnx, http, gemini, phrasebook; "none" = untranslated; "human" = a correction
   */
  'engine'?: (string);
  'model'?: (string);
  /**
   * 0 to 1
   */
  'confidence'?: (number | string);
  /**
   * every segment came from memory
   */
  'remembered'?: (boolean);
  /**
   * the original was kept, in whole
   */
  'untranslated'?: (boolean);
  /**
   * why it was kept or fell through, for people; "" = all well
   */
  'note'?: (string);
  /**
   * the tier that served it
   */
  'tier'?: (_parlance_translation_v1_Tier);
  /**
   * 0 to 1; 1 where the caller named the language
   */
  'detectionConfidence'?: (number | string);
}

export interface Translation__Output {
  /**
   * the text as it came
   */
  'text': (string);
  'sourceLanguage': (string);
  /**
   * the original where nothing could translate it
   */
  'translated': (string);
  /**
   * apertium, bergamot, onnx, http, gemini, phrasebook; "none" = untranslated; "human" = a correction
   */
  'engine': (string);
  'model': (string);
  /**
   * 0 to 1
   */
  'confidence': (number);
  /**
   * every segment came from memory
   */
  'remembered': (boolean);
  /**
   * the original was kept, in whole
   */
  'untranslated': (boolean);
  /**
   * why it was kept or fell through, for people; "" = all well
   */
  'note': (string);
  /**
   * the tier that served it
   */
  'tier': (_parlance_translation_v1_Tier__Output);
  /**
   * 0 to 1; 1 where the caller named the language
   */
  'detectionConfidence': (number);
}
