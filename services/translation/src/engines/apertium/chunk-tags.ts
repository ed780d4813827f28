/** What the scan stops at: an escaped character, a superblank, a bracket of the stream, a tag. */
const tokens = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[\^{}$]|<[^<>]*>/g
const number = /^<[1-9]\d*>$/

/**
 * Writes out the tags that words of a chunk share: `^sn<SN><f><sg>{^casa<n><2><3>$}$` becomes
 * `^sn<SN><f><sg>{^casa<n><f><sg>$}$`, which is what apertium-postchunk makes of it first
 * (https://wiki.apertium.org/wiki/Chunking). Done here because the program builds a number parser of ICU's for each such tag,
 * five sixths of all its time (3.8 and 3.9, Debian 12 and 13). A number that no tag has is left to the program.
 */
export function writeOutTags(stream: string): string {
  let place: 'outside' | 'head' | 'body' | 'word' = 'outside'
  let tags: string[] = []
  return stream.replace(tokens, (token) => {
    if (token === '^') {
      if (place === 'outside') tags = []
      place = place === 'body' ? 'word' : 'head'
    } else if (token === '$') place = place === 'word' ? 'body' : 'outside'
    else if (token === '{') place = 'body'
    else if (token === '}') place = 'head'
    else if (token.startsWith('<') && place === 'head') tags.push(token)
    else if (place === 'word' && number.test(token)) return tags[Number(token.slice(1, -1)) - 1] ?? token
    return token
  })
}
