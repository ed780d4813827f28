// Original file: proto/parlance/translation/v1/translation.proto

import type { MemoryEntry as _parlance_translation_v1_MemoryEntry, MemoryEntry__Output as _parlance_translation_v1_MemoryEntry__Output } from '../../../parlance/translation/v1/MemoryEntry.ts';
import type { Long } from '@grpc/proto-loader';

export interface MemoryAnswer {
  'id'?: (number | string | Long);
  'found'?: (_parlance_translation_v1_MemoryEntry)[];
  'problem'?: (string);
}

export interface MemoryAnswer__Output {
  'id': (number);
  'found': (_parlance_translation_v1_MemoryEntry__Output)[];
  'problem': (string);
}
