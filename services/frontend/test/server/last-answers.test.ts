import { expect, it } from 'vitest'
import { LastAnswers } from '../../src/server/last-answers.ts'

const answer = (body: string) => ({ body, at: new Date(0) })

it('keeps the last answer to each question, within its bound, and lets go of what was not asked for longest', () => {
  const answers = new LastAnswers(10)
  answers.keep('a', answer('1234'))
  answers.keep('b', answer('1234'))
  expect(answers.find('a')?.body).toBe('1234')
  answers.keep('c', answer('1234'))
  expect(answers.find('b')).toBeUndefined()
  expect([answers.find('a'), answers.find('c')].map((one) => one?.body)).toEqual(['1234', '1234'])
  answers.keep('a', answer('x'))
  expect(answers.find('a')?.body).toBe('x')
})

it('does not empty itself for what is larger than all of it', () => {
  const answers = new LastAnswers(10)
  answers.keep('a', answer('1234'))
  answers.keep('b', answer('x'.repeat(11)))
  expect(answers.find('b')).toBeUndefined()
  expect(answers.find('a')?.body).toBe('1234')
})
