import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Who stands at the identity provider's sign-in page. */
export type Person = { readonly sub: string; readonly email: string; readonly emailVerified: boolean; readonly name: string }

/** A real OpenID provider on this machine, that signs in whomever the test says, without asking. */
export type IdentityProvider = { readonly issuer: string; readonly be: (person: Person) => void; readonly close: () => Promise<void> }

export async function openIdentityProvider(client: { id: string; secret: string; redirect: string }): Promise<IdentityProvider> {
  const people = new Map<string, Person>()
  let present: Person | undefined
  const server = createServer()
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', () => done()) })
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirect], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, id) => {
      const person = people.get(id)
      return person && { accountId: id, claims: () => ({ sub: id, email: person.email, email_verified: person.emailVerified, name: person.name }) }
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/nguoi-dung/${interaction.uid}` },
    cookies: { keys: ['khoa-cua-phep-thu'] },
    jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as never] },
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/nguoi-dung/')) { void handle(request, response); return }
    void (async () => {
      const { prompt, params, session } = await provider.interactionDetails(request, response)
      if (prompt.name === 'login') {
        people.set(present!.sub, present!)
        await provider.interactionFinished(request, response, { login: { accountId: present!.sub } })
        return
      }
      const grant = new provider.Grant({ accountId: session!.accountId, clientId: String(params['client_id']) })
      grant.addOIDCScope(String(params['scope']))
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
    })().catch((e: Error) => response.writeHead(500).end(e.stack))
  })
  return {
    issuer,
    be: (person) => { present = person },
    close: async () => { server.closeAllConnections(); await new Promise((done) => { server.close(done) }) },
  }
}
