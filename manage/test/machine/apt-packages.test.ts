import { expect, test } from 'vitest'
import { aptCommands, aptLine } from '../../src/machine/apt-packages.ts'

test('apt is asked without questions, with limits, as root or through sudo', () => {
  const [update, install] = aptCommands(['apertium'], ['sudo', '-n'])
  expect(update.file).toBe('sudo')
  expect(update.args.slice(0, 2)).toEqual(['-n', 'apt-get'])
  expect(update.args.at(-2)).toBe('update')
  expect(install.args.slice(-5)).toEqual(['install', '-y', '-q', '--no-install-recommends', 'apertium'])
  expect(install.args).toContain('DPkg::Lock::Timeout=30')
  expect(install.env).toMatchObject({ DEBIAN_FRONTEND: 'noninteractive' })
  expect(aptCommands(['x'], [])[0].file).toBe('apt-get')
})

test('the line for a person is whole', () => {
  expect(aptLine(['chromium', 'ffmpeg'])).toBe(
    'sudo apt-get install -y --no-install-recommends chromium ffmpeg',
  )
})
