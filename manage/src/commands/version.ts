import { defineCommand } from '../command.ts'
import { formatTable } from '../output.ts'
import { projectVersion } from '../project.ts'

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
