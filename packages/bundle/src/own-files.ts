import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Plugin } from 'esbuild'
import { copyFiles, findPackage } from './native.ts'
import type { PackageFiles } from './targets.ts'

/** Where the files of packages stand beside the bundle. */
const folderName = 'files'

/**
 * Lets bundled packages find files of their own: `__dirname` in their code, which in a bundle is the bundle's folder,
 * becomes the same place under `files/`, where those files are copied.
 */
export function ownFiles(service: string, packages: readonly PackageFiles[], out: string): Plugin {
  return {
    name: 'own-files',
    setup(build) {
      for (const { name, paths } of packages) {
        const pattern = new RegExp(`[/\\\\]node_modules[/\\\\]${name.replace('/', '[/\\\\]')}[/\\\\].*\\.js$`)
        let folder: string | undefined
        build.onLoad({ filter: pattern }, async ({ path }) => {
          folder = path.slice(
            0,
            path.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length,
          )
          const place = join(folderName, name, relative(folder, dirname(path)))
          const text = await readFile(path, 'utf8')
          return {
            contents: text.replaceAll(/\b__dirname\b/g, `(__dirname + ${JSON.stringify(`/${place}`)})`),
            loader: 'js',
          }
        })
        build.onEnd(() => {
          const home = folder ?? findPackage(service, name)
          if (!home) return
          for (const path of paths) copyFiles(join(home, path), join(out, folderName, name, path))
        })
      }
    },
  }
}
