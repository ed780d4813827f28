// `pnpm manage` starts here: with the compile cache switched on before the first TypeScript file is loaded, Node
// need not load its type stripper at all, which halves the start of every command.
const { join } = require('node:path')
const { enableCompileCache } = require('node:module')

if (enableCompileCache) enableCompileCache(join(__dirname, '..', 'node_modules', '.cache', 'manage'))
require('../docker-manage.ts')
