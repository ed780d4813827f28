import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openBucket } from '@parlance/service-kit/bucket'
import { keyShape, listKeys, lookAt, type SiteAssets } from '../backups/assets.ts'
import type { KeeperConfig } from '../config.ts'

type Settings = Pick<
  KeeperConfig,
  'ASSETS_DIR' | 'ASSETS_BUCKET' | 'ASSETS_ACCESS_KEY_ID' | 'ASSETS_SECRET_ACCESS_KEY' | 'ASSETS_REGION'
>

/** Where the backend keeps the images of the site: a bucket where one is named, else a folder. */
export function siteAssets(config: Settings): SiteAssets {
  const { ASSETS_BUCKET: address } = config
  return address === undefined ? inFolder(config.ASSETS_DIR) : inBucket(config, address)
}

function inFolder(folder: string): SiteAssets {
  return {
    name: folder,
    list: async () => lookAt(folder, await listKeys(folder)),
    fetch: (key, into) => copyFile(join(folder, key), into),
    async open(key) {
      return (await open(join(folder, key))).createReadStream()
    },
    async put(key, file) {
      const target = join(folder, key)
      // One a file: whoever was killed is followed by whoever overwrites it.
      const draft = `${target}.part`
      await mkdir(dirname(target), { recursive: true })
      try {
        await copyFile(file, draft)
        await rename(draft, target)
      } finally {
        await rm(draft, { force: true })
      }
    },
    remove: (key) => rm(join(folder, key), { force: true }),
  }
}

function inBucket(config: Settings, address: string): SiteAssets {
  const bucket = openBucket(address, {
    accessKeyId: config.ASSETS_ACCESS_KEY_ID,
    secretAccessKey: config.ASSETS_SECRET_ACCESS_KEY,
    region: config.ASSETS_REGION,
    named: ['ASSETS_ACCESS_KEY_ID', 'ASSETS_SECRET_ACCESS_KEY'],
    attempts: 5,
    connectMs: 10_000,
    silenceMs: 60_000,
  })
  return {
    name: bucket.name,
    async list() {
      const all = [...(await bucket.list())].filter(([key]) => keyShape.test(key))
      return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    fetch: async (key, into) => pipeline(await bucket.get(key), createWriteStream(into)),
    open: (key) => bucket.get(key),
    async put(key, file) {
      const handle = await open(file)
      const { size } = await handle.stat()
      await bucket.put(key, handle.createReadStream(), size)
    },
    remove: (key) => bucket.remove(key),
  }
}
