// Original file: proto/parlance/video/v1/video.proto


export interface EncodeWork {
  /**
   * a name of Facts.ladder
   */
  'rung'?: (string);
}

export interface EncodeWork__Output {
  /**
   * a name of Facts.ladder
   */
  'rung': (string);
}
