-- Sign-in: the tables of the library (better-auth 1.7), in a schema that the application role cannot read.

create table auth."user" (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false, image text,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(), "twoFactorEnabled" boolean default false);
create table auth.session (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  "ipAddress" text, "userAgent" text, "userId" text not null references auth."user" on delete cascade);
create index auth_session_user on auth.session ("userId");
create table auth.account (
  id text primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references auth."user" on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create index auth_account_user on auth.account ("userId");
create table auth.verification (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create index verification_identifier on auth.verification (identifier);
create table auth."twoFactor" (
  id text primary key, secret text not null, "backupCodes" text not null, "userId" text not null references auth."user" on delete cascade, verified boolean default true,
  "failedVerificationCount" int default 0, "lockedUntil" timestamptz);
create index two_factor_user on auth."twoFactor" ("userId");
create table auth.passkey (
  id text primary key, name text, "publicKey" text not null, "userId" text not null references auth."user" on delete cascade, "credentialID" text not null, counter int not null,
  "deviceType" text not null, "backedUp" boolean not null, transports text, "createdAt" timestamptz, aaguid text);
create index passkey_user on auth.passkey ("userId");
create index passkey_credential on auth.passkey ("credentialID");
create table auth."rateLimit" (id text primary key, key text not null unique, count int not null, "lastRequest" bigint not null);

create table auth.acting (
  session_id text primary key references auth.session on delete cascade,
  post_id    uuid not null);
comment on table auth.acting is 'The post a session acts for; another device of the same person may act for another.';
