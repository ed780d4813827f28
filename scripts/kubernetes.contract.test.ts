import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { besideImages } from '../manage/src/core/config.ts'
import { projectVersion } from '../manage/src/core/project-version.ts'
import { type Tier, tiers } from '../manage/src/core/services/service.ts'
import { type ServiceName, serviceNames, services, servicesIn } from '../manage/src/core/topology.ts'
import { secretFiles } from '../manage/src/production/secret-files.ts'

const noKubectl =
  spawnSync('kubectl', ['version', '--client']).status === 0 ? '' : ' (skipped: kubectl is not installed)'
const root = fileURLToPath(new URL('..', import.meta.url))

/** What is read of the manifests, by the names of Kubernetes's own API. */
interface Container {
  name: string
  image: string
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[]
  envFrom?: { secretRef: { name: string } }[]
  ports?: { name: string; containerPort: number }[]
  securityContext?: object
  resources?: { requests?: object; limits?: object }
  readinessProbe?: Probe
  livenessProbe?: Probe
  volumeMounts?: { name: string; mountPath: string }[]
}
interface Probe {
  httpGet?: { path: string; port: string | number }
  grpc?: { port: number }
  tcpSocket?: object
  exec?: object
}
interface Pod {
  enableServiceLinks?: boolean
  automountServiceAccountToken?: boolean
  securityContext: { runAsUser: number; seccompProfile: { type: string } }
  initContainers?: Container[]
  containers: Container[]
  volumes?: { name: string; persistentVolumeClaim?: { claimName: string } }[]
}
interface Manifest {
  kind: string
  metadata: { name: string }
  data?: Record<string, string>
  spec: {
    replicas?: number
    clusterIP?: string
    strategy?: { type?: string; rollingUpdate?: { maxUnavailable: number } }
    selector: { matchLabels?: Record<string, string> } & Record<string, unknown>
    template: { metadata: { labels: Record<string, string> }; spec: Pod }
    volumeClaimTemplates?: { metadata: { name: string } }[]
  }
}

describe.skipIf(noKubectl)(`the manifests for Kubernetes, as kubectl renders them${noKubectl}`, () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-kubernetes-'))
    for (const part of ['deploy/kubernetes', 'deploy/caddy', 'deploy/postgres']) {
      cpSync(join(root, part), join(folder, part), { recursive: true })
    }
    // What `secrets:init` writes, where the guide has it.
    for (const [name, text] of Object.entries(secretFiles('https://words.example'))) {
      writeFileSync(join(folder, name), text)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function render(tier: Tier): Manifest[] {
    const overlay = join(folder, 'deploy/kubernetes', tier)
    const args = ['kustomize', '--load-restrictor', 'LoadRestrictionsNone', overlay]
    const { status, stdout, stderr } = spawnSync('kubectl', args, { encoding: 'utf8', timeout: 60_000 })
    expect({ status, stderr }).toMatchObject({ status: 0 })
    return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest)
  }
  const workloads = (all: readonly Manifest[]) =>
    all.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
  const named = (all: readonly Manifest[], kind: string) =>
    all.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name)

  test.each(tiers)('tier %s has the services of the topology and what stands beside them', (tier) => {
    const all = render(tier)
    const parts = workloads(all).map(({ metadata }) => metadata.name)
    expect(parts.sort()).toEqual([...servicesIn(tier), 'edge', 'postgres', 'redis'].sort())
    // Every part is found under the name that Compose gives it.
    expect(named(all, 'Service')).toEqual(expect.arrayContaining(parts))
  })

  describe('the full tier', () => {
    let all: Manifest[]
    beforeAll(() => {
      all = render('full')
    })
    const each = (check: (container: Container, pod: Pod, part: Manifest) => void) => {
      for (const part of workloads(all)) {
        const pod = part.spec.template.spec
        for (const container of [...(pod.initContainers ?? []), ...pod.containers])
          check(container, pod, part)
      }
    }

    test('lets no container write on its root, gain rights, run as root or use the cluster', () => {
      each(({ securityContext }, pod) => {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
        })
        expect(pod.securityContext.runAsUser).toBeGreaterThan(0)
        expect(['RuntimeDefault', 'Localhost']).toContain(pod.securityContext.seccompProfile.type)
        expect(pod).toMatchObject({ enableServiceLinks: false, automountServiceAccountToken: false })
      })
    })

    test('gives every container a place for temporary files, what it asks for, and limits', () => {
      each(({ resources, volumeMounts = [] }) => {
        expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain('/tmp')
        expect(resources).toMatchObject({
          requests: { cpu: expect.any(String), memory: expect.any(String) },
          limits: { memory: expect.any(String) },
        })
      })
    })

    test('asks every part whether it can serve and whether it lives; ours by their own health', () => {
      for (const { metadata, spec } of workloads(all)) {
        const [container] = spec.template.spec.containers
        expect(container?.readinessProbe, metadata.name).toBeDefined()
        expect(container?.livenessProbe, metadata.name).toBeDefined()
      }
      for (const name of serviceNames) {
        const { health, ports } = services[name]
        const part = workloads(all).find(({ metadata }) => metadata.name === name)
        const [container] = part?.spec.template.spec.containers ?? []
        const asked =
          health.protocol === 'grpc'
            ? { grpc: { port: ports.production } }
            : { httpGet: { path: `${health.path.replace(/\/live$/, '')}/live`, port: 'http' } }
        expect(container?.readinessProbe, name).toMatchObject(asked)
        expect(container?.ports?.map(({ containerPort }) => containerPort)).toContain(ports.production)
      }
    })

    test('takes none away before another serves, and keeps one through work on a node', () => {
      const budgets = named(all, 'PodDisruptionBudget')
      for (const name of ['frontend', 'backend', 'translation', 'scraper'] as const) {
        const part = workloads(all).find(({ metadata }) => metadata.name === name)
        expect(part?.spec.strategy?.rollingUpdate?.maxUnavailable, name).toBe(0)
        expect(budgets).toContain(name)
      }
    })

    test('every Secret and volume that is named is there, with the variable that is read', () => {
      const secrets = new Map(
        all.filter(({ kind }) => kind === 'Secret').map(({ metadata, data = {} }) => [metadata.name, data]),
      )
      const claims = named(all, 'PersistentVolumeClaim')
      each(({ env = [], envFrom = [] }) => {
        for (const { secretRef } of envFrom) expect([...secrets.keys()]).toContain(secretRef.name)
        for (const { valueFrom } of env.filter((one) => one.valueFrom)) {
          const { name = '', key = '' } = valueFrom?.secretKeyRef ?? {}
          expect(secrets.get(name)).toHaveProperty([key])
        }
      })
      for (const { spec } of workloads(all)) {
        const wanted = (spec.template.spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) =>
          claim ? [claim.claimName] : [],
        )
        expect(claims).toEqual(expect.arrayContaining(wanted))
      }
    })

    test('images are ours of this version, and those of the one table', () => {
      const version = projectVersion(root)
      const beside = { edge: besideImages.caddy, postgres: besideImages.postgres, redis: besideImages.redis }
      each(({ image }, _pod, { metadata: { name } }) => {
        const own = (serviceNames as readonly string[]).includes(name)
        expect(image).toBe(own ? `parlance/${name}:${version}` : beside[name as keyof typeof beside])
      })
    })

    test('variables beside the env files are those of the compose files', () => {
      const files = tiers.map((tier) =>
        parse(readFileSync(join(root, `deploy/${tier}.yml`), 'utf8'), { merge: true }),
      )
      const compose = (name: ServiceName): Record<string, unknown> =>
        Object.assign({}, ...files.map((file) => file.services[name]?.environment ?? {}))
      // Edges of a cluster are many and have no fixed address: another name stands for them.
      const own: Record<string, string> = { TRUSTED_PROXIES: 'edge-pods' }
      for (const name of ['backend', 'frontend', 'translation', 'scraper'] as const) {
        const part = workloads(all).find(({ metadata }) => metadata.name === name)
        const env = part?.spec.template.spec.containers[0]?.env ?? []
        const wanted = Object.entries(compose(name)).map(([key, value]) => [key, own[key] ?? value])
        expect(Object.fromEntries(env.map(({ name: key, value }) => [key, value]))).toEqual(
          Object.fromEntries(wanted),
        )
      }
    })

    test('gRPC is balanced by its clients, and the edge sees each pod', () => {
      for (const name of ['backend', 'frontend', 'translation', 'scraper']) {
        const service = all.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name)
        expect(service?.spec.clusterIP, name).toBe('None')
      }
    })

    test('only the edge, the scraper and the keeper have a way out', () => {
      const out = workloads(all).filter(
        ({ spec }) => spec.template.metadata.labels['parlance.dev/way-out'] === 'true',
      )
      expect(out.map(({ metadata }) => metadata.name).sort()).toEqual(['edge', 'keeper', 'scraper'])
      expect(named(all, 'NetworkPolicy')).toContain('nobody')
    })
  })
})
