/** A word of the analyser's output, `^surface/reading/reading$`, with its escapes: the source of a pattern. */
export const word = '\\^(?:\\\\.|[^\\\\$])*\\$'
/** What may stand between two words but space: an end of a word-bound blank. */
export const blank = '(?:\\[\\[(?:[^\\]]*)\\]\\])?'
