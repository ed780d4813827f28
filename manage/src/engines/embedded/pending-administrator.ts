import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Administrator {
  email: string
  password: string
}

const fileOf = (folder: string) => join(folder, 'administrator.json')

/** Keeps a new administrator's password until a start succeeds: said in one that fails, it would scroll away. Mode 0600. */
export const keepAdministrator = (folder: string, administrator: Administrator): void =>
  writeFileSync(fileOf(folder), JSON.stringify(administrator), { mode: 0o600 })

/** The administrator whose password was not shown yet; the next call finds none. */
export function takeAdministrator(folder: string): Administrator | undefined {
  try {
    const administrator = JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Administrator
    rmSync(fileOf(folder))
    return administrator
  } catch {
    return undefined
  }
}
