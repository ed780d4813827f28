// Original file: proto/parlance/video/v1/video.proto


/**
 * A rendition that can be asked for.
 */
export interface Rung {
  /**
   * "240p": the shorter side; a source below the lowest rung has the rung "source"
   */
  'name'?: (string);
  /**
   * pixels, even
   */
  'width'?: (number);
  'height'?: (number);
  /**
   * video and sound
   */
  'mostBitsPerSecond'?: (number);
}

/**
 * A rendition that can be asked for.
 */
export interface Rung__Output {
  /**
   * "240p": the shorter side; a source below the lowest rung has the rung "source"
   */
  'name': (string);
  /**
   * pixels, even
   */
  'width': (number);
  'height': (number);
  /**
   * video and sound
   */
  'mostBitsPerSecond': (number);
}
