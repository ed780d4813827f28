import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { identityOf } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import {
  accountOptions,
  confirmBody,
  forgotBody,
  resetBody,
  signUpBody,
} from './schemas/account-requests-schemas.ts'
import { problemResponses } from './schemas/common-schemas.ts'

/** Accounts and passwords by letter, for people who are not signed in. No answer tells whether an address has an account. */
export function accountRequestRoutes(
  app: RouteApp,
  { accounts, accountRequests }: Pick<Features, 'accounts' | 'accountRequests'>,
): void {
  const tags = ['auth']
  const client = (request: FastifyRequest) => ({ ip: request.ip, requestId: request.id })
  // Nothing is sent: `null` would be a body of JSON.
  const sent = {
    202: Type.Unsafe<undefined>(
      Type.Null({ description: 'A letter is on its way, where there is one to send.' }),
    ),
  }
  const made = { 200: Type.Object({ email: Type.String() }) }

  app.get(
    '/api/v1/auth/options',
    {
      schema: {
        tags,
        operationId: 'accountOptions',
        summary: 'Who may sign up, and whether letters can be sent',
        response: { 200: accountOptions, ...problemResponses },
      },
    },
    async () => accountRequests.options(),
  )

  app.post(
    '/api/v1/auth/sign-up',
    {
      config: limits.letter,
      schema: {
        tags,
        operationId: 'signUp',
        summary: 'Sends a letter with the link that makes the account; a guest keeps their words',
        body: signUpBody,
        response: { ...sent, ...problemResponses },
      },
    },
    async (request, reply) => {
      const identity = await identityOf(request, accounts)
      await accountRequests.signUp(request.body, identity?.role === 'guest' ? identity.id : undefined)
      return reply.code(202).send(undefined)
    },
  )

  app.post(
    '/api/v1/auth/confirm',
    {
      config: limits.signIn,
      schema: {
        tags,
        operationId: 'confirmSignUp',
        summary: 'Makes the account of a letter, once',
        body: confirmBody,
        response: { ...made, ...problemResponses },
      },
    },
    async (request) => accountRequests.confirm(request.body.token, client(request)),
  )

  app.post(
    '/api/v1/auth/forgot',
    {
      config: limits.letter,
      schema: {
        tags,
        operationId: 'requestPasswordReset',
        summary: 'Sends a letter with the link by which another password is chosen',
        body: forgotBody,
        response: { ...sent, ...problemResponses },
      },
    },
    async (request, reply) => {
      await accountRequests.requestReset(request.body)
      return reply.code(202).send(undefined)
    },
  )

  app.post(
    '/api/v1/auth/reset',
    {
      config: limits.signIn,
      schema: {
        tags,
        operationId: 'resetPassword',
        summary: 'Sets another password by the link of a letter, once, and ends every session',
        body: resetBody,
        response: { ...made, ...problemResponses },
      },
    },
    async (request) => accountRequests.reset(request.body, client(request)),
  )
}
