/**
 * Writes what is generated and committed: gRPC types and descriptors from proto/, the OpenAPI document from the
 * backend's schemas, and the REST types from that document.
 *
 * `--check` writes to a scratch folder instead and fails where the committed files differ.
 */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import protobuf from 'protobufjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const contracts = join(root, 'packages/contracts')
const require = createRequire(import.meta.url)
const protos = [
  'parlance/translation/v1/translation.proto',
  'parlance/scraper/v1/scraper.proto',
  'parlance/video/v1/video.proto',
]

/** The options of the types and of the loader; they must agree, or the types lie. */
const typeOptions = ['--longs=Number', '--enums=String', '--defaults', '--oneofs', '--includeComments']

function generateGrpcTypes(out: string): void {
  const bin = join(
    dirname(require.resolve('@grpc/proto-loader/package.json')),
    'build/bin/proto-loader-gen-types.js',
  )
  execFileSync(
    process.execPath,
    [
      bin,
      ...typeOptions,
      '--grpcLib=@grpc/grpc-js',
      '--importFileExtension=.ts',
      `--includeDirs=${join(root, 'proto')}`,
      `--outDir=${out}`,
      ...protos,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  for (const name of files(out)) {
    const text = readFileSync(join(out, name), 'utf8')
    writeFileSync(join(out, name), text.replaceAll(join(root, '/'), ''))
  }
}

/** The protos as one JSON descriptor, so that a bundled service needs no .proto file beside it. */
function generateDescriptors(file: string): void {
  const tree = new protobuf.Root()
  tree.resolvePath = (_origin, target) => join(root, 'proto', target)
  tree.loadSync(protos)
  const json = JSON.stringify(tree.toJSON(), null, 1)
  writeFileSync(
    file,
    `// Generated from proto/ by \`pnpm generate\`.\nexport const descriptors = ${json} as const\n`,
  )
}

async function generateRest(out: string): Promise<void> {
  const backend = join(root, 'services/backend/src/openapi-main.ts')
  const text = execFileSync(process.execPath, [backend], { encoding: 'utf8', maxBuffer: 16e6 })
  writeFileSync(join(out, 'openapi.json'), text)
  // Not `immutable`: openapi-fetch's own types take a readonly array apart into an object with its methods.
  const types = astToString(await openapiTS(text))
  writeFileSync(join(out, 'rest.ts'), `// Generated from openapi.json by \`pnpm generate\`.\n${types}`)
}

async function generate(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  generateGrpcTypes(join(out, 'grpc'))
  generateDescriptors(join(out, 'descriptors.ts'))
  await generateRest(out)
}

function files(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort()
}

/** Names of the files that differ between two folders. */
function differences(a: string, b: string): string[] {
  const names = new Set([...files(a), ...files(b)])
  const text = (dir: string, name: string) =>
    existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : undefined
  return [...names].filter((name) => text(a, name) !== text(b, name))
}

const committed = join(contracts, 'src/gen')
const scratch = mkdtempSync(join(tmpdir(), 'parlance-generate-'))
try {
  await generate(scratch)
  const stale = differences(scratch, committed)
  if (!process.argv.includes('--check')) {
    rmSync(committed, { recursive: true, force: true })
    cpSync(scratch, committed, { recursive: true })
    process.stdout.write(`generated: ${stale.length === 0 ? 'nothing changed' : stale.join(', ')}\n`)
  } else if (stale.length > 0) {
    process.stderr.write(`Generated files are stale: ${stale.join(', ')}. Run \`pnpm generate\`.\n`)
    process.exitCode = 1
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
