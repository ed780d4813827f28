/** Asks by itself until PostgreSQL takes connections over the network: while it is being made it takes none. */
export const untilReady = [
  ...['sh', '-c'],
  'until pg_isready --quiet --host=127.0.0.1 --username=parlance --dbname=parlance; do sleep 0.1; done',
]
