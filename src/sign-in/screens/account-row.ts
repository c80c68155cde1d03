import type { Answer } from '../../platform/http/route.ts'
import type { listAccounts } from '../contract.ts'

export type AccountRow = Answer<typeof listAccounts>['accounts'][number]

/** Names under `.invalid` can never be reached (RFC 2606): the directory uses them for people who hold a post and do not sign in. */
export const signsIn = (email: string): boolean => !email.endsWith('.invalid')
