import type { Config } from '../platform/config.ts'
import { asStaff, database } from '../platform/db/index.ts'
import { serve, servePublic, type Served } from '../platform/http/index.ts'
import { Refused } from '../platform/refusal.ts'
import { sessionOfRequest, type Auth } from './auth.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import * as queries from './queries.ts'
import { setUpFirst } from './setup.ts'

export type DemoAccount = { email: string; name: string; post: string; organisation: string; hint: { vi: string; en: string }; password: string }

export function signInRoutes(config: Config, auth: Auth, demoAccounts: () => Promise<DemoAccount[]>): Served[] {
  return [
    servePublic(contract.getMe, async ({ request }) => {
      const s = await sessionOfRequest(auth, request)
      return s ? queries.findMe(s, config.mode === 'demo') : null
    }),
    serve(contract.actFor, async ({ who, request, body }) => {
      const s = (await sessionOfRequest(auth, request))!
      const me = await queries.findMe(s, false)
      if (!me?.posts.some((p) => p.id === body.postId)) throw new Refused({ code: 'post.not_held', postId: body.postId } as never)
      await database().appPool.query('select act_for_post($1, $2)', [s.sessionId, body.postId])
      void who
      return { acting: body.postId }
    }),
    serve(contract.setLanguage, ({ who, body }) => asStaff(who, async (db) => {
      await db.updateTable('account').set({ language: body.language }).where('province_id', '=', who.provinceId).where('id', '=', who.accountId).execute()
      return body
    })),
    servePublic(contract.getWelcome, async () => {
      const { rows } = await database().systemPool.query<{ name: string | null; accounts: number }>('select (select name from province order by created_at limit 1) as name, (select count(*)::int from account) as accounts')
      return { demo: config.mode === 'demo', needsSetup: rows[0]!.accounts === 0, province: rows[0]!.name, oidc: config.oidc?.name ?? null }
    }),
    servePublic(contract.setUp, ({ body }) => setUpFirst(config, auth, body)),
    servePublic(contract.listDemoAccounts, async () => {
      if (config.mode !== 'demo') throw new Refused({ code: 'demo.only' } as never)
      return demoAccounts()
    }),
    serve(contract.listAccounts, ({ who, query }) => queries.listAccounts(who, query)),
    serve(contract.createAccount, ({ who, body }) => commands.createAccount(auth, who, body)),
    serve(contract.setAccountPassword, ({ who, params, body }) => commands.resetPassword(auth, who, params.id, body.password)),
    serve(contract.disableAccount, ({ who, params, body }) => commands.disableAccount(auth, who, params.id, body.disabled)),
    serve(contract.givePost, ({ who, params, body }) => commands.givePost(who, params.id, body.accountId)),
    serve(contract.handOverPost, ({ who, params, body }) => commands.handOverPost(who, params.id, body)),
    serve(contract.listAudit, ({ who, query }) => queries.listAudit(who, query)),
  ]
}
