// Original file: proto/parlance/translation/v1/translation.proto

import type { Translation as _parlance_translation_v1_Translation, Translation__Output as _parlance_translation_v1_Translation__Output } from '../../../parlance/translation/v1/Translation.ts';

export interface TranslateResponse {
  'translations'?: (_parlance_translation_v1_Translation)[];
}

export interface TranslateResponse__Output {
  'translations': (_parlance_translation_v1_Translation__Output)[];
}
