// Original file: proto/parlance/video/v1/video.proto


/**
 * `media.mp4` is one fragmented MP4 whose byte ranges the playlist names (RFC 8216, EXT-X-BYTERANGE).
 */
export interface Rendition {
  'rung'?: (string);
  /**
   * HLS, of this rendition; the file stands in it as media.mp4, to be replaced by its address
   */
  'playlist'?: (string);
  /**
   * as read from the boxes of the file
   */
  'seconds'?: (number | string);
  'width'?: (number);
  'height'?: (number);
  /**
   * RFC 6381: "avc1.4d401f,mp4a.40.2"
   */
  'codecs'?: (string);
  'frameRate'?: (number | string);
  /**
   * of the heaviest segment: BANDWIDTH of the master playlist
   */
  'peakBitsPerSecond'?: (number);
  'averageBitsPerSecond'?: (number);
  'segments'?: (number);
  /**
   * by the clock
   */
  'encodingSeconds'?: (number | string);
}

/**
 * `media.mp4` is one fragmented MP4 whose byte ranges the playlist names (RFC 8216, EXT-X-BYTERANGE).
 */
export interface Rendition__Output {
  'rung': (string);
  /**
   * HLS, of this rendition; the file stands in it as media.mp4, to be replaced by its address
   */
  'playlist': (string);
  /**
   * as read from the boxes of the file
   */
  'seconds': (number);
  'width': (number);
  'height': (number);
  /**
   * RFC 6381: "avc1.4d401f,mp4a.40.2"
   */
  'codecs': (string);
  'frameRate': (number);
  /**
   * of the heaviest segment: BANDWIDTH of the master playlist
   */
  'peakBitsPerSecond': (number);
  'averageBitsPerSecond': (number);
  'segments': (number);
  /**
   * by the clock
   */
  'encodingSeconds': (number);
}
