/** The one door of the package: what tests, end-to-end tests and benchmarks share. */
export { type Cable, layCable } from './cable.ts'
export { startEmbeddedPostgres } from './embedded-postgres.ts'
export { type Peer, startScraperPeer, startTranslationPeer, startVideoPeer } from './grpc-peers.ts'
export { freePort } from './ports.ts'
export { programEnvironment } from './program-environment.ts'
export { waitUntil } from './wait-until.ts'
