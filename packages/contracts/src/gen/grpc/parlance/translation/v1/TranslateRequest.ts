// Original file: proto/parlance/translation/v1/translation.proto

import type { Tier as _parlance_translation_v1_Tier, Tier__Output as _parlance_translation_v1_Tier__Output } from '../../../parlance/translation/v1/Tier.ts';
import type { Format as _parlance_translation_v1_Format, Format__Output as _parlance_translation_v1_Format__Output } from '../../../parlance/translation/v1/Format.ts';
import type { Priority as _parlance_translation_v1_Priority, Priority__Output as _parlance_translation_v1_Priority__Output } from '../../../parlance/translation/v1/Priority.ts';
import type { GlossaryTerm as _parlance_translation_v1_GlossaryTerm, GlossaryTerm__Output as _parlance_translation_v1_GlossaryTerm__Output } from '../../../parlance/translation/v1/GlossaryTerm.ts';

export interface TranslateRequest {
  'texts'?: (string)[];
  /**
   * "" = detect each text
   */
  'sourceLanguage'?: (string);
  'targetLanguage'?: (string);
  'tier'?: (_parlance_translation_v1_Tier);
  'format'?: (_parlance_translation_v1_Format);
  'priority'?: (_parlance_translation_v1_Priority);
  /**
   * a source per text, instead of source_language; "" = detect
   */
  'sourceLanguages'?: (string)[];
  /**
   * the author's language, the prior of detection
   */
  'priorLanguage'?: (string);
  'glossary'?: (_parlance_translation_v1_GlossaryTerm)[];
  /**
   * part of the memory's key
   */
  'glossaryVersion'?: (string);
  /**
   * who is served fairly beside others: a user, a room, a job
   */
  'caller'?: (string);
  /**
   * translate afresh, and remember the new result
   */
  'bypassMemory'?: (boolean);
}

export interface TranslateRequest__Output {
  'texts': (string)[];
  /**
   * "" = detect each text
   */
  'sourceLanguage': (string);
  'targetLanguage': (string);
  'tier': (_parlance_translation_v1_Tier__Output);
  'format': (_parlance_translation_v1_Format__Output);
  'priority': (_parlance_translation_v1_Priority__Output);
  /**
   * a source per text, instead of source_language; "" = detect
   */
  'sourceLanguages': (string)[];
  /**
   * the author's language, the prior of detection
   */
  'priorLanguage': (string);
  'glossary': (_parlance_translation_v1_GlossaryTerm__Output)[];
  /**
   * part of the memory's key
   */
  'glossaryVersion': (string);
  /**
   * who is served fairly beside others: a user, a room, a job
   */
  'caller': (string);
  /**
   * translate afresh, and remember the new result
   */
  'bypassMemory': (boolean);
}
