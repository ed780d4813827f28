import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { defaultNodeImage } from '../../src/core/config.ts'
import type { ProcessSpec } from '../../src/core/process-spec.ts'
import { projectVersion } from '../../src/core/project-version.ts'
import { nodeImageArgs } from '../../src/images/image-plan.ts'
import { imageTags } from '../../src/images/image-tags.ts'
import type { Reply } from './scripted-runner.ts'

/** What the parts of a tests' bundle hold. */
export const parts: Readonly<Record<string, string>> = {
  'parlance.tar': 'sources '.repeat(9),
  'data/site.tar': 'data '.repeat(400),
  'images.tar': 'images '.repeat(900),
}

/** Packs files into a bundle, as tar and sha256sum do it. @param change may put other content in place of a part's */
export function packBundle(file: string, manifest: object): void {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-parts-'))
  try {
    const contents = { 'bundle.json': JSON.stringify(manifest), ...parts }
    for (const [name, content] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    const sums = Object.entries(contents).map(
      ([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`,
    )
    writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''))
    execFileSync('tar', ['-cf', file, '-C', folder, 'SHA256SUMS', ...Object.keys(contents)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A manifest with nothing unusual. */
export const plainManifest = (tags: object, base: string): object => ({
  format: 1,
  version: '0.1.0',
  created: '2026-11-29T12:00:00Z',
  tier: 'core',
  origin: 'https://example.org',
  base,
  tags,
  images: [],
  configuration: {
    lines: { '.env.backend': ['LOG_LEVEL=warn'] },
    withheld: { '.env.backend': ['SMTP_URL'] },
  },
  parts: ['bundle.json', ...Object.keys(parts)],
})

/** A bundle whose images are those of a checkout. @param base id of the image that they stand on */
export function writeBundle(file: string, { root, base }: { root: string; base: string }): void {
  const args = { APP_VERSION: projectVersion(root), ...nodeImageArgs(defaultNodeImage) }
  packBundle(file, plainManifest(imageTags({ root }, { target: 'production', base, args }), base))
}

const really = ({ file, args }: ProcessSpec) => execFileSync(file, args, { encoding: 'utf8', stdio: 'pipe' })
const writes = (path: (args: readonly string[]) => string, said = '') => ({
  stdout: ({ args }: ProcessSpec) => {
    writeFileSync(path(args), 'written')
    return said
  },
})

/** tar and the digests are real; Docker and the keeper write files that are not. */
export const bundling: readonly Reply[] = [
  { when: /^tar /, stdout: really },
  { when: /^sh -c .*sha256/s, stdout: really },
  { when: 'docker image save', ...writes((args) => args[3] ?? '') },
  {
    when: /keeper-main\.mjs export .* --readable/,
    ...writes((args) => args.at(-2) ?? '', '{"ok":true,"tables":1,"rows":1,"assets":0,"bytes":7}'),
  },
]
