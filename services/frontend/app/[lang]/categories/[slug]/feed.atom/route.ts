import { feedAnswer } from '../../../../../src/features/tools/feed-answer.ts'
import { listCategories } from '../../../../../src/features/tools/tool-queries.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'

interface Context {
  readonly params: Promise<{ lang: Language; slug: string }>
}

/** What is new in a category. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { lang, slug } = await params
  return feedAnswer(lang, localPath(lang, `/categories/${slug}`), { category: slug }, async () => {
    const category = (await listCategories(lang)).find((one) => one.slug === slug)
    return category ? { title: `Parlance: ${category.name}`, subtitle: category.description } : null
  })
}
