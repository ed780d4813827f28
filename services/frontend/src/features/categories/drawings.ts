import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(process.cwd(), 'public/art')

const drawings = new Map(
  readdirSync(folder).map((file) => [
    file.replace(/\.svg$/, ''),
    `data:image/svg+xml,${escapeForUri(readFileSync(join(folder, file), 'utf8'))}`,
  ]),
)

/**
 * A category's drawing as a data: address. It is a few hundred bytes and the largest thing on many pages: on its own it
 * would be a dozen requests, and the last thing to be seen.
 * @param name of a file in public/art, without `.svg`
 */
export function drawingOf(name: string): string | undefined {
  return drawings.get(name)
}

/** What a data: address cannot hold as it is; spaces between tags are nothing. */
function escapeForUri(svg: string): string {
  return svg
    .replaceAll(/\s+/g, ' ')
    .replaceAll('> <', '><')
    .trim()
    .replaceAll('%', '%25')
    .replaceAll('#', '%23')
    .replaceAll('"', "'")
}
