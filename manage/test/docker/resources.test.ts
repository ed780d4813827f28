import { expect, test } from 'vitest'
import { findUnusedImages } from '../../src/docker/resources.ts'
import { scripted } from '../support/scripted-runner.ts'

test('an image is used under whatever name a container knows it, and one without a name is found by its id', async () => {
  const { context } = scripted([
    {
      when: 'image ls',
      stdout: [
        'sha256:aa parlance/backend:one',
        'sha256:aa parlance/backend:0.1.0',
        'sha256:bb parlance/backend:two',
        'sha256:cc <none>:<none>',
        'sha256:dd <none>:<none>',
        'sha256:ee parlance/frontend:three',
      ].join('\n'),
    },
    { when: 'container ls', stdout: 'parlance/backend:one\nsha256:cc\npostgres:17\n' },
  ])
  expect(await findUnusedImages(context, 'dev.parlance.target=production')).toEqual([
    'parlance/backend:two',
    'sha256:dd',
    'parlance/frontend:three',
  ])
})
