import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './manage.ts'

/** The interface texts of a language, as the frontend has them. */
export interface Texts {
  readonly submit: {
    readonly reasons: Readonly<Record<string, { readonly title: string; readonly help: string }>>
  }
  readonly shell: { readonly missing: Readonly<Record<string, string>>; readonly tools: string }
  readonly room: { readonly untranslatable: string }
}

/** Reads the frontend's own catalogue of a language. */
export function textsIn(language: string): Texts {
  const file = join(root, 'services/frontend/messages', `${language}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Texts
}
