// Original file: proto/parlance/scraper/v1/scraper.proto

export const ImageKind = {
  IMAGE_KIND_UNSPECIFIED: 'IMAGE_KIND_UNSPECIFIED',
  IMAGE_KIND_LOGO: 'IMAGE_KIND_LOGO',
  IMAGE_KIND_SCREENSHOT: 'IMAGE_KIND_SCREENSHOT',
  /**
   * what stands beside links to it: the page's own og:image, else its screenshot
   */
  IMAGE_KIND_PREVIEW: 'IMAGE_KIND_PREVIEW',
} as const;

export type ImageKind =
  | 'IMAGE_KIND_UNSPECIFIED'
  | 0
  | 'IMAGE_KIND_LOGO'
  | 1
  | 'IMAGE_KIND_SCREENSHOT'
  | 2
  /**
   * what stands beside links to it: the page's own og:image, else its screenshot
   */
  | 'IMAGE_KIND_PREVIEW'
  | 3

export type ImageKind__Output = typeof ImageKind[keyof typeof ImageKind]
