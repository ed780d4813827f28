// Original file: proto/parlance/scraper/v1/scraper.proto

import type { ImageKind as _parlance_scraper_v1_ImageKind, ImageKind__Output as _parlance_scraper_v1_ImageKind__Output } from '../../../parlance/scraper/v1/ImageKind.ts';

/**
 * One re-encoded image. The caller stores it; the scraper keeps nothing.
 * One encoding of a picture. The first of a kind is the largest that every browser shows; those after it are the same
 * picture, smaller or in another format.
 */
export interface Image {
  'kind'?: (_parlance_scraper_v1_ImageKind);
  /**
   * image/webp, image/avif, or image/jpeg for the preview
   */
  'mediaType'?: (string);
  /**
   * pixels
   */
  'width'?: (number);
  'height'?: (number);
  /**
   * at most 1 MiB
   */
  'content'?: (Buffer | Uint8Array | string);
  'blurhash'?: (string);
  /**
   * "#rrggbb", most prominent first
   */
  'palette'?: (string)[];
}

/**
 * One re-encoded image. The caller stores it; the scraper keeps nothing.
 * One encoding of a picture. The first of a kind is the largest that every browser shows; those after it are the same
 * picture, smaller or in another format.
 */
export interface Image__Output {
  'kind': (_parlance_scraper_v1_ImageKind__Output);
  /**
   * image/webp, image/avif, or image/jpeg for the preview
   */
  'mediaType': (string);
  /**
   * pixels
   */
  'width': (number);
  'height': (number);
  /**
   * at most 1 MiB
   */
  'content': (Buffer);
  'blurhash': (string);
  /**
   * "#rrggbb", most prominent first
   */
  'palette': (string)[];
}
