// Original file: proto/parlance/video/v1/video.proto


export interface Progress {
  /**
   * of the work after the source is here, 0 to 1
   */
  'fraction'?: (number | string);
}

export interface Progress__Output {
  /**
   * of the work after the source is here, 0 to 1
   */
  'fraction': (number);
}
