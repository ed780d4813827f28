/** The parser of the W3C, which has no types, as far as the tests use it. */
declare module 'webvtt-parser' {
  export class WebVTTParser {
    constructor(references: Readonly<Record<string, string>>)
    parse(
      text: string,
      mode: 'captions',
    ): {
      readonly cues: readonly {
        readonly startTime: number
        readonly endTime: number
        readonly tree: { readonly children: readonly { readonly value?: string }[] }
      }[]
      readonly errors: readonly { readonly line: number; readonly message: string }[]
    }
  }
}

/** A player's parser, whose types cannot be found by its exports, as far as the tests use it. */
declare module 'media-captions' {
  export function parseText(
    text: string,
    options: { readonly type: 'srt'; readonly errors: true },
  ): Promise<{
    readonly cues: readonly { readonly startTime: number; readonly endTime: number; readonly text: string }[]
    readonly errors: readonly Error[]
  }>
}
