// The certified oidc-provider as an institution's own provider, and in the place of identity/. PROVIDER says where it listens, who its clients are and
// who is there: whoever asks is signed in as that person.
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const { issuer, clients, person, programs } = JSON.parse(process.env.PROVIDER);
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const provider = new Provider(issuer, {
  clients,
  jwks: { keys: [{ ...key, alg: 'ES256', use: 'sig', kid: 'one' }] },
  cookies: { keys: ['of the tests'] },
  routes: { authorization: '/connect/authorize', token: '/connect/token' },
  claims: { openid: ['sub'], profile: ['name', 'affiliation'] },
  // As Switch edu-ID does it: what is known of a person comes from UserInfo alone.
  conformIdTokenClaims: true,
  pkce: { methods: ['S256'], required: () => true },
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
  // What docs/operating/sign-in.md asks of who stands in the place of identity/: a JWT for hourexchange, with inst and role; scopes of programs alone.
  extraTokenClaims: (context, token) => programs[token.clientId] ?? { inst: person.inst, role: person.role },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    jwtUserinfo: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (context, client) => (client.clientId === 'portal' || programs[client.clientId] ? 'urn:hourexchange' : undefined),
      useGrantedResource: () => true,
      getResourceServerInfo: (context, resource, client) => ({
        audience: 'hourexchange',
        scope: programs[client.clientId] ? 'read lines ledger reports' : '',
        accessTokenTTL: 300,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

provider.use(async (context, next) => {
  if (!context.path.startsWith('/interaction/')) return next();
  await provider.interactionFinished(context.req, context.res, { login: { accountId: person.sub } });
  context.respond = false;
});

provider.listen(new URL(issuer).port, 'localhost', () => console.log('listening'));
