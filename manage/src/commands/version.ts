import { defineCommand } from '../core/command.ts'
import { projectVersion } from '../core/project-version.ts'
import { formatTable } from '../core/table.ts'

export const command = defineCommand({
  async run(context) {
    return {
      parlance: projectVersion(context.root),
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      root: context.root,
    }
  },
  text: (versions) => formatTable(Object.entries(versions)),
})
