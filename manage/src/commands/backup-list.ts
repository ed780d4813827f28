import { defineCommand } from '../core/command.ts'
import { carryOut } from '../core/steps.ts'
import { listText } from '../engines/backup-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const { engine } = await selectEngine(context)
    const plan = await engine.keep([{ summary: 'list the backups', words: ['list'], folderOnly: true }])
    const [document = {}] = await carryOut(plan, context)
    return document
  },
  text: listText,
})
