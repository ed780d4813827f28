// Original file: proto/parlance/translation/v1/translation.proto

import type { Model as _parlance_translation_v1_Model, Model__Output as _parlance_translation_v1_Model__Output } from '../../../parlance/translation/v1/Model.ts';

export interface ListModelsResponse {
  'models'?: (_parlance_translation_v1_Model)[];
  'languages'?: (string)[];
  'queueDepth'?: (number);
  'memoryAttached'?: (boolean);
}

export interface ListModelsResponse__Output {
  'models': (_parlance_translation_v1_Model__Output)[];
  'languages': (string)[];
  'queueDepth': (number);
  'memoryAttached': (boolean);
}
