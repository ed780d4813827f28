import type { ImageFacts } from '../docker/parse/image.ts'

/** A component as CycloneDX 1.6 writes it, as far as it is written here (https://cyclonedx.org/docs/1.6/json/). */
interface Component {
  type: string
  name: string
  version: string
  purl?: string
  'bom-ref'?: string
  [more: string]: unknown
}

/** A bill of materials in CycloneDX's form. */
export interface BillOfMaterials {
  bomFormat: string
  specVersion: string
  metadata: { component?: Component; [more: string]: unknown }
  components: readonly Component[]
  dependencies?: readonly { ref: string; dependsOn?: readonly string[] }[]
  [more: string]: unknown
}

/** What stands in an image beside our own code, as the image itself says it. */
export interface Inventory {
  /** As `debian-13`. */
  system: string
  node: string
  packages: readonly { name: string; version: string; architecture: string; source: string }[]
}

/** What a container prints of itself: {@link parseInventory} reads it. The shell is Debian's. */
export const inventoryScript =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills these in
  '. /etc/os-release; echo "system $ID-$VERSION_ID"; echo "node $(node --version)"; dpkg-query --show --showformat="package \\${Package} \\${Version} \\${Architecture} \\${source:Package}\\n"'

/** @param text what {@link inventoryScript} prints. @throws Error where it is something else */
export function parseInventory(text: string): Inventory {
  const lines = text.split('\n').map((line) => line.split(' '))
  const one = (kind: string) => lines.find(([first]) => first === kind)?.[1] ?? ''
  const packages = lines
    .filter(([first]) => first === 'package')
    .map(([, name = '', version = '', architecture = '', source = '']) => ({
      name,
      version,
      architecture,
      source,
    }))
  if (one('system') === '' || one('node') === '' || packages.length === 0) {
    throw new Error('the image does not say what it is made of')
  }
  return { system: one('system'), node: one('node').replace(/^v/, ''), packages }
}

/**
 * The bill of an image: what pnpm says of our dependencies, Node, Debian's packages, and where the image comes from.
 *
 * @param code the bill of the service, by `pnpm sbom`
 * @param image its name with its tag
 * @param base the name of the image that it stands on
 */
export function imageBill(
  code: BillOfMaterials,
  { image, facts, base, inventory }: { image: string; facts: ImageFacts; base: string; inventory: Inventory },
): BillOfMaterials {
  const [name = image, tag = ''] = image.split(':')
  const digest = facts.id.replace(/^sha256:/, '')
  const ref = `pkg:oci/${name.split('/').at(-1)}@sha256%3A${digest}`
  const label = (key: string) => facts.labels[`org.opencontainers.image.${key}`] ?? ''
  const provenance = {
    'image.id': facts.id,
    'image.base': base,
    'image.created': label('created'),
    'source.revision': label('revision'),
    'source.repository': label('source'),
  }
  const [vendor = 'debian', release = ''] = inventory.system.split('-')
  const system = inventory.packages.map((one): Component => {
    const purl = `pkg:deb/${vendor}/${encodeURIComponent(one.name)}@${encodeURIComponent(one.version)}?arch=${one.architecture}&distro=${inventory.system}`
    return {
      type: 'library',
      name: one.name,
      version: one.version,
      purl,
      'bom-ref': purl,
      properties: [{ name: 'dev.parlance.source-package', value: one.source }],
    }
  })
  const node: Component = {
    type: 'platform',
    name: 'node',
    version: inventory.node,
    purl: `pkg:generic/node@${inventory.node}`,
    'bom-ref': `pkg:generic/node@${inventory.node}`,
    cpe: `cpe:2.3:a:nodejs:node.js:${inventory.node}:*:*:*:*:*:*:*`,
  }
  const os: Component = {
    type: 'operating-system',
    name: vendor,
    version: release,
    'bom-ref': `os:${inventory.system}`,
  }
  const own = code.metadata.component
  const below = [...(own ? [own] : []), os, node, ...system]
  return {
    ...code,
    metadata: {
      ...code.metadata,
      lifecycles: [{ phase: 'post-build' }],
      component: {
        type: 'container',
        name,
        version: tag,
        purl: ref,
        'bom-ref': ref,
        hashes: [{ alg: 'SHA-256', content: digest }],
        properties: Object.entries(provenance)
          .filter(([, value]) => value !== '')
          .map(([key, value]) => ({ name: `dev.parlance.${key}`, value })),
      },
    },
    components: [...below, ...code.components],
    dependencies: [
      { ref, dependsOn: below.flatMap((one) => one['bom-ref'] ?? []) },
      ...(code.dependencies ?? []),
    ],
  }
}
