// Original file: proto/parlance/translation/v1/translation.proto

import type { MemoryLookup as _parlance_translation_v1_MemoryLookup, MemoryLookup__Output as _parlance_translation_v1_MemoryLookup__Output } from '../../../parlance/translation/v1/MemoryLookup.ts';
import type { MemoryEntry as _parlance_translation_v1_MemoryEntry, MemoryEntry__Output as _parlance_translation_v1_MemoryEntry__Output } from '../../../parlance/translation/v1/MemoryEntry.ts';
import type { Long } from '@grpc/proto-loader';

export interface MemoryQuestion {
  /**
   * answered by a MemoryAnswer of the same id
   */
  'id'?: (number | string | Long);
  'lookups'?: (_parlance_translation_v1_MemoryLookup)[];
  /**
   * to store
   */
  'entries'?: (_parlance_translation_v1_MemoryEntry)[];
}

export interface MemoryQuestion__Output {
  /**
   * answered by a MemoryAnswer of the same id
   */
  'id': (number);
  'lookups': (_parlance_translation_v1_MemoryLookup__Output)[];
  /**
   * to store
   */
  'entries': (_parlance_translation_v1_MemoryEntry__Output)[];
}
