/** Cuts a stream of chunks into lines, without their ends; `end` gives the last one. */
export function lineSplitter(onLine: (line: string) => void): { push(chunk: string): void; end(): void } {
  let rest = ''
  return {
    push(chunk) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
