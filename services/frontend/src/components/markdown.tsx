import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

/** What a listing's text may hold: no HTML of its own, no pictures (which would call home), links to the web alone. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter(
    (name) => !['img', 'input', 'picture', 'source'].includes(name),
  ),
  protocols: { href: ['http', 'https', 'mailto'] },
}

const pipeline = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeSanitize, schema)

/** Markdown that strangers wrote, as elements. Headings step down so that the page keeps its own outline. */
export function renderMarkdown(markdown: string): ReactNode {
  const tree = pipeline.runSync(pipeline.parse(markdown))
  return toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    components: {
      h1: 'h3',
      h2: 'h3',
      h3: 'h4',
      a: ({ href, children }) => (
        <a href={href} rel="nofollow noopener ugc" target="_blank">
          {children}
        </a>
      ),
    },
  })
}
