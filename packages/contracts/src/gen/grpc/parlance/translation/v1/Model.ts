// Original file: proto/parlance/translation/v1/translation.proto

import type { Tier as _parlance_translation_v1_Tier, Tier__Output as _parlance_translation_v1_Tier__Output } from '../../../parlance/translation/v1/Tier.ts';
import type { LanguagePair as _parlance_translation_v1_LanguagePair, LanguagePair__Output as _parlance_translation_v1_LanguagePair__Output } from '../../../parlance/translation/v1/LanguagePair.ts';
import type { Long } from '@grpc/proto-loader';

export interface Model {
  'tier'?: (_parlance_translation_v1_Tier);
  'engine'?: (string);
  'model'?: (string);
  'revision'?: (string);
  /**
   * SPDX or a plain name
   */
  'licence'?: (string);
  'commercialUse'?: (boolean);
  'pairs'?: (_parlance_translation_v1_LanguagePair)[];
  'available'?: (boolean);
  /**
   * why it is not available, and what to do
   */
  'problem'?: (string);
  'loaded'?: (boolean);
  /**
   * resident memory of what runs it; 0 when not loaded
   */
  'memoryBytes'?: (number | string | Long);
}

export interface Model__Output {
  'tier': (_parlance_translation_v1_Tier__Output);
  'engine': (string);
  'model': (string);
  'revision': (string);
  /**
   * SPDX or a plain name
   */
  'licence': (string);
  'commercialUse': (boolean);
  'pairs': (_parlance_translation_v1_LanguagePair__Output)[];
  'available': (boolean);
  /**
   * why it is not available, and what to do
   */
  'problem': (string);
  'loaded': (boolean);
  /**
   * resident memory of what runs it; 0 when not loaded
   */
  'memoryBytes': (number);
}
