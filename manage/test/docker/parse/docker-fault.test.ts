import { describe, expect, test } from 'vitest'
import { ManageError } from '../../../src/core/errors.ts'
import { dockerFault, explainDocker } from '../../../src/docker/parse/docker-fault.ts'

describe('each cause in the words of docker has its own message, its fix and exit code 3', () => {
  test.each([
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'no Docker daemon answers at unix:///var/run/docker.sock',
      /systemctl start docker/,
    ],
    [
      'failed to connect to the docker API at unix:///run/user/1000/docker.sock; check if the path is correct',
      'no Docker daemon answers at unix:///run/user/1000/docker.sock',
      /systemctl/,
    ],
    [
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar": dial unix: connect: permission denied',
      "you may not use the Docker daemon's socket unix:///var/run/docker.sock",
      /usermod -aG docker/,
    ],
    [
      'failed to copy: write /var/lib/docker/overlay2/x: no space left on device',
      'the disk that Docker uses is full',
      /docker builder prune/,
    ],
    [
      'failed to create network parlance-preview-x_front: Error response from daemon: all predefined address pools have been fully subnetted',
      'Docker has no addresses left for another network',
      /default-address-pools/,
    ],
    [
      'Error response from daemon: pull access denied for parlance-nothing, repository does not exist or may require docker login',
      'the image parlance-nothing cannot be pulled',
      /docker pull parlance-nothing/,
    ],
    [
      'Error response from daemon: manifest for postgres:99 not found: manifest unknown',
      'the image postgres:99 cannot be pulled',
      /docker pull postgres:99/,
    ],
    [
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
      'the registry https://registry-1.docker.io cannot be reached: dial tcp: lookup registry-1.docker.io: no such host',
      /proxy/,
    ],
    [
      'failed to do request: Head "https://registry-1.docker.io/v2/library/nothing/manifests/9": dial tcp: lookup registry-1.docker.io: no such host',
      'the image nothing:9 cannot be pulled: dial tcp: lookup registry-1.docker.io: no such host',
      /docker pull nothing:9/,
    ],
    [
      'Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use',
      'port 80 is taken',
      /sport = :80/,
    ],
    ['Bind for 127.0.0.1:3002 failed: port is already allocated', 'port 3002 is taken', /--instance/],
    [
      'denied: requested access to the resource is denied',
      'the registry does not let you in',
      /docker login/,
    ],
    [
      "docker: 'compose' is not a docker command.",
      'Docker is here, but its Compose plugin is not',
      /compose\/install/,
    ],
  ])('%s', (words, message, fix) => {
    const fault = dockerFault(`some step\n${words}\nmore`)
    expect(fault).toMatchObject({ kind: 'missing', exitCode: 3, message })
    expect(fault?.hint).toMatch(fix)
    expect(String(fault?.details.docker)).toContain(words.slice(0, 40))
  })
})

test('what is none of them stays as it is', () => {
  expect(dockerFault('exec failed: no such service: backend')).toBeUndefined()
  const error = new ManageError('failed', 'docker compose ended with 1', { details: { output: ['odd'] } })
  expect(explainDocker(error)).toBe(error)
})

test('no docker on the machine: how to get it, and how to do without', () => {
  const error = new ManageError('missing', 'docker was not found on this machine')
  expect(explainDocker(error)).toMatchObject({
    exitCode: 3,
    hint: expect.stringMatching(/docs\.docker\.com.*--engine embedded/s),
  })
})
