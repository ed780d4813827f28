import type { User } from '../../api/rest-types.ts'

/** Whether somebody keeps the directory in order. */
export function isEditor(user: Pick<User, 'role'> | undefined): boolean {
  return user?.role === 'editor' || user?.role === 'admin'
}
