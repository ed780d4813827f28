// Original file: proto/parlance/translation/v1/translation.proto


export interface MemoryLookup {
  'key'?: (string);
  'segmentHash'?: (string);
  'sourceLanguage'?: (string);
  'targetLanguage'?: (string);
}

export interface MemoryLookup__Output {
  'key': (string);
  'segmentHash': (string);
  'sourceLanguage': (string);
  'targetLanguage': (string);
}
