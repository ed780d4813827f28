/** Where images are kept: by what they contain, so that the same image is kept once and never changes. */
export interface AssetStorage {
  /** Keeps bytes; keeping the same again changes nothing. @returns their key */
  put(content: Uint8Array, mediaType: string): Promise<string>
}
