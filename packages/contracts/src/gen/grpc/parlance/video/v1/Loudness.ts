// Original file: proto/parlance/video/v1/video.proto


/**
 * EBU R 128.
 */
export interface Loudness {
  /**
   * LUFS; -70 = silence
   */
  'integrated'?: (number | string);
  /**
   * LU
   */
  'range'?: (number | string);
  /**
   * dBTP
   */
  'truePeak'?: (number | string);
}

/**
 * EBU R 128.
 */
export interface Loudness__Output {
  /**
   * LUFS; -70 = silence
   */
  'integrated': (number);
  /**
   * LU
   */
  'range': (number);
  /**
   * dBTP
   */
  'truePeak': (number);
}
