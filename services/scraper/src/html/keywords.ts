import { isOfType, type LinkedNode, textOf } from './json-ld.ts'
import type { Meta } from './meta.ts'
import { cleanLine } from './text-hygiene.ts'

const mostKeywords = 40

/**
 * What a page files itself under: its keywords and tags, the category and platforms of its structured data, and the
 * types of its nodes as `type:SoftwareApplication`.
 */
export function keywordsOf(meta: Meta, linked: readonly LinkedNode[]): string[] {
  const lists = [
    ...meta.all('keywords'),
    ...meta.all('news_keywords'),
    ...linked.map(({ keywords }) => listed(keywords)),
  ]
  const single = [
    ...meta.all('article:tag'),
    ...meta.all('article:section'),
    ...linked.flatMap((node) =>
      [node.applicationCategory, node.applicationSubCategory, node.genre, node.operatingSystem]
        .flat()
        .map(textOf),
    ),
  ]
  const types = [
    'SoftwareApplication',
    'WebApplication',
    'MobileApplication',
    'VideoGame',
    'Product',
    'SoftwareSourceCode',
  ]
    .filter((type) => linked.some((node) => isOfType(node, type)))
    .map((type) => `type:${type}`)
  const words = [...lists.flatMap((list) => list.split(/[,;\n]/)), ...single].map((word) =>
    cleanLine(word.replace(/^https?:\/\/schema\.org\//, '')).slice(0, 80),
  )
  return [...new Set([...types, ...words.filter((word) => word.length > 1)])].slice(0, mostKeywords)
}

function listed(value: unknown): string {
  return [value]
    .flat()
    .map((entry) => textOf(entry))
    .join(',')
}
