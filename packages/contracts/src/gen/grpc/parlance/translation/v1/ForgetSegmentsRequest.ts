// Original file: proto/parlance/translation/v1/translation.proto


export interface ForgetSegmentsRequest {
  'segmentHashes'?: (string)[];
  'all'?: (boolean);
}

export interface ForgetSegmentsRequest__Output {
  'segmentHashes': (string)[];
  'all': (boolean);
}
