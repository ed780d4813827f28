import { expect, test } from 'vitest'
import { DailyBudget } from '../../src/describe/daily-budget.ts'

test('what is spent is gone until midnight of UTC', () => {
  let now = new Date('2026-11-29T23:59:58Z')
  const budget = new DailyBudget(100, () => now)
  expect(budget.left).toBe(true)
  budget.spend(99)
  expect(budget.left).toBe(true)
  budget.spend(40)
  expect(budget.left).toBe(false)
  now = new Date('2026-11-30T00:00:00Z')
  expect(budget.left).toBe(true)
})

test('0 is no limit', () => {
  const budget = new DailyBudget(0)
  budget.spend(1e9)
  expect(budget.left).toBe(true)
})
