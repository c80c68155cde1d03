/** Arrows one way. `npm run check` counts the modules read, and `test/rules/lanes.test.ts` plants a violation of each rule and expects it to be found. */
module.exports = {
  forbidden: [
    { name: 'platform-imports-no-room', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(?!platform/|words/words.ts)' } },
    { name: 'rules-are-pure', severity: 'error', from: { path: '^src/[^/]+/(rules\\.ts|rules/|contract\\.ts|refusals\\.ts)|^src/directives/reader/', pathNot: '\\.test\\.ts$' }, to: { path: '^src/.*(queries|commands|routes|database|config|ids)\\.ts$|^src/platform/(db|files|jobs|live|audit)/|/screens/' } },
    { name: 'rules-need-no-machine', severity: 'error', from: { path: '^src/[^/]+/(rules\\.ts|rules/|contract\\.ts|refusals\\.ts)|^src/directives/reader/', pathNot: '\\.test\\.ts$' }, to: { dependencyTypes: ['core'] } },
    { name: 'room-by-its-index', severity: 'error', comment: 'A room is used through its index; contracts, refusals and pure rules are open to all.',
      from: { path: '^src/([^/]+)/', pathNot: '^src/(server|cli|web|words|platform)/' }, to: { path: '^src/(units|directives|obligations|sign-in|protocols|people|zones|cases|tracing|testing|quarantine|declarations|imports)/[^.]*(queries|commands|routes)[^./]*\\.ts$', pathNot: '^src/$1/' } },
    { name: 'screens-ask-the-wire', severity: 'error', from: { path: '^src/(web/|[^/]+/screens/)' }, to: { path: '^src/.*(queries|commands|routes)\\.ts$|^src/platform/(db|files|jobs|live|audit)/|^src/server/' } },
    { name: 'server-imports-no-screen', severity: 'error', from: { path: '^src/', pathNot: '^src/(web/|[^/]+/screens/)' }, to: { path: '^src/(web/|[^/]+/screens/)' } },
    // A circle of types alone is gone when the program runs.
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, exclude: { path: '\\.test\\.tsx?$' }, enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] } },
}
