// Original file: proto/parlance/translation/v1/translation.proto


export interface ForgetSegmentsResponse {
  'forgotten'?: (number);
}

export interface ForgetSegmentsResponse__Output {
  'forgotten': (number);
}
