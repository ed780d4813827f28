import { feedAnswer } from '../../../../../src/features/tools/feed-answer.ts'
import { readTag } from '../../../../../src/features/tools/tool-queries.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'

interface Context {
  readonly params: Promise<{ lang: Language; slug: string }>
}

/** What is new with a tag. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { lang, slug } = await params
  return feedAnswer(lang, localPath(lang, `/tags/${slug}`), { tag: slug }, async () => {
    const tag = await readTag(lang, slug)
    return tag ? { title: `Parlance: ${tag.name}`, subtitle: '' } : null
  })
}
