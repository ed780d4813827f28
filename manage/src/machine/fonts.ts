import type { Context } from '../core/context.ts'
import type { Finding } from '../core/findings.ts'
import { aptLine } from './apt-packages.ts'
import { findOnPath } from './system-tools.ts'

/** What pages are written in beside Latin, by a language that fontconfig knows it by. */
const scripts: readonly (readonly [language: string, name: string])[] = [
  ['zh-cn', 'Chinese'],
  ['ja', 'Japanese'],
  ['ko', 'Korean'],
  ['ar', 'Arabic'],
  ['hi', 'Hindi'],
  ['th', 'Thai'],
]
const packages = ['fonts-noto-core', 'fonts-wqy-microhei', 'fonts-noto-color-emoji']

/** What pictures of pages show as boxes here; the image of the scraper has fonts of its own. */
export async function checkFonts({ env, runner }: Context): Promise<Finding[]> {
  if (!findOnPath('fc-list', env.PATH)) return []
  const list = { file: 'fc-list', args: [':', 'lang'] }
  const { stdout } = await runner.run(list, { timeoutMs: 20_000 })
  const missing = scriptsWithoutFont(stdout)
  const base = { category: 'tools', name: 'fonts' } as const
  if (missing.length === 0) return [{ ...base, status: 'ok', message: 'for every script that is looked for' }]
  const message = `none for ${missing.join(', ')}: pictures of such pages show boxes`
  return [{ ...base, status: 'warning', message, fix: aptLine(packages) }]
}

/** @param list what `fc-list : lang` prints: a line a font, `:lang=aa|af|…` */
export function scriptsWithoutFont(list: string): string[] {
  const languages = new Set(list.split('\n').flatMap((line) => line.replace(/^:lang=/, '').split(/[|,]/)))
  return scripts.filter(([language]) => !languages.has(language)).map(([, name]) => name)
}
