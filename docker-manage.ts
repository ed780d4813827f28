// The entry of `pnpm manage`: argv → command → exit code. It holds only syntax that an old Node parses too (and the
// root package.json names no module type, so that an old Node gets this far): there it hands over to the Node that
// the project installs for itself, or says what to do.
const neededMajor = 24

if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
  // Twice as fast: what was stripped and compiled once is kept.
  require('node:module').enableCompileCache(
    require('node:path').join(__dirname, 'node_modules', '.cache', 'manage'),
  )
  import('./manage/src/cli/main.ts').then((program) => program.main(process.argv.slice(2)))
} else {
  handOver()
}

function handOver() {
  const { existsSync } = require('node:fs')
  const { join } = require('node:path')
  const own = join(__dirname, 'node_modules', 'node', 'bin', 'node')
  if (!existsSync(own)) {
    process.stderr.write(
      `manage: this is Node ${process.versions.node}; Parlance needs Node ${neededMajor} or newer.\n` +
        '  Run `npm start` once: it installs the right Node inside this folder. Or install it from https://nodejs.org\n',
    )
    process.exit(3)
  }
  const child = require('node:child_process').spawn(own, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
  })
  // The child stops the stack on these and its exit ends this process; leaving earlier would give back the prompt.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', () => process.exit(child.exitCode === null ? 1 : child.exitCode))
}
